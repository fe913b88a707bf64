/**
 * ONNX graphs built in Java, and the one home of ONNX Runtime: devices, sessions, causal language
 * models.
 */
@NullMarked
package isoloss.run.onnx;

import org.jspecify.annotations.NullMarked;
