package isoloss.run.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import isoloss.data.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrtRuntimeTest {
  @TempDir Path cache;

  @Test
  void device_names_are_read() {
    assertThat(Device.named("auto")).isEqualTo(new Device.Auto());
    assertThat(Device.named("cpu")).isEqualTo(new Device.Cpu());
    assertThat(Device.named("cuda")).isEqualTo(new Device.Cuda(0));
    assertThat(Device.named("cuda:3")).isEqualTo(new Device.Cuda(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "gpu", "cuda:", "cuda:-1", "cuda:x", "CPU", "cuda:99999"})
  void other_devices_are_refused_with_the_known_names(String name) {
    assertThatThrownBy(() -> Device.named(name))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("auto, cpu, cuda");
  }

  @Test
  void without_cuda_auto_falls_back_and_tells_why_while_cuda_fails() {
    OrtRuntime runtime = OrtRuntime.shared();
    DeviceVerdict verdict = runtime.probe(0);
    assumeTrue(verdict.cudaIndex().isEmpty(), "a CUDA device works here");
    assertThat(verdict.reason()).contains("cuda:0");
    assertThat(runtime.resolve(new Device.Auto())).isSameAs(verdict);
    assertThat(verdict.device()).isEqualTo("cpu");
    assertThatThrownBy(() -> runtime.resolve(new Device.Cuda(0)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(verdict.reason());
    assertThat(runtime.resolve(new Device.Cpu()).reason()).contains("asked for");
  }

  @Test
  void native_libraries_are_unpacked_once_and_repaired_when_cut() throws IOException {
    Path directory = NativeLibraries.unpack(cache).orElseThrow();
    Path library = directory.resolve(System.mapLibraryName("onnxruntime4j_jni"));
    byte[] whole = Files.readAllBytes(library);
    assertThat(whole).isNotEmpty();
    var before = Files.getLastModifiedTime(library);
    assertThat(NativeLibraries.unpack(cache)).contains(directory);
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(before);
    Files.write(library, new byte[] {1, 2, 3});
    NativeLibraries.unpack(cache);
    assertThat(library).hasBinaryContent(whole);
  }
}
