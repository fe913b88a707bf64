package isoloss.fit;

import java.lang.management.ManagementFactory;

/** Processor time of this process, all threads together. */
record CpuTime(long startNanos) {
  static CpuTime start() {
    return new CpuTime(now());
  }

  double seconds() {
    return (now() - startNanos) / 1e9;
  }

  private static long now() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : System.nanoTime();
  }
}
