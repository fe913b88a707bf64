package isoloss.kernel;

import static java.lang.constant.ConstantDescs.MTD_void;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Label;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.constant.ClassDesc;
import java.util.HashSet;
import java.util.Set;

/**
 * Puts a call of {@link LoopGuard#check} at the start of each method and before each jump
 * backwards. The JDK's own LocalExecutionControl does the same, but cannot be extended: the class
 * that it calls is not found from a subclass.
 */
final class LoopGuardWeaver implements CodeTransform {
  private static final ClassDesc GUARD = LoopGuard.class.describeConstable().orElseThrow();

  private final Set<Label> passed = new HashSet<>();

  static byte[] weave(byte[] bytecode) {
    ClassFile format = ClassFile.of();
    ClassTransform everyMethod =
        ClassTransform.transformingMethodBodies(CodeTransform.ofStateful(LoopGuardWeaver::new));
    return format.transformClass(format.parse(bytecode), everyMethod);
  }

  @Override
  public void atStart(CodeBuilder code) {
    code.invokestatic(GUARD, "check", MTD_void);
  }

  @Override
  public void accept(CodeBuilder code, CodeElement element) {
    switch (element) {
      case LabelTarget target -> passed.add(target.label());
      case BranchInstruction jump when passed.contains(jump.target()) ->
          code.invokestatic(GUARD, "check", MTD_void);
      default -> {}
    }
    code.with(element);
  }
}
