package isoloss.plan.testtime;

import isoloss.cost.kinetics.Cost;

/** What is counted as cost. */
public enum Account {
  /** Arithmetic and memory. */
  EFLOPS("eFLOPs"),
  /** Arithmetic alone. */
  FLOPS("FLOPs");

  private final String title;

  Account(String title) {
    this.title = title;
  }

  /** As tables print it. */
  public String title() {
    return title;
  }

  /** FLOP. */
  public double of(Cost cost) {
    return switch (this) {
      case EFLOPS -> cost.equivalentFlops();
      case FLOPS -> cost.flops();
    };
  }
}
