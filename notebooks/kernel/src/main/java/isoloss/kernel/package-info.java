/**
 * The Jupyter kernel: cells of Java, evaluated by JShell in this very JVM, and results shown as
 * pictures and tables.
 *
 * <p>Start reading at {@link isoloss.kernel.Evaluator} (what a cell is and what it leaves) and
 * {@link isoloss.kernel.Renderings} (how an object is shown); {@link isoloss.kernel.IsolossKernel}
 * only connects them to the protocol.
 */
@NullMarked
package isoloss.kernel;

import org.jspecify.annotations.NullMarked;
