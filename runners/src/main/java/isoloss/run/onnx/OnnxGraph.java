package isoloss.run.onnx;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;

/**
 * Builds an ONNX graph node by node. A value is known by its name, as in ONNX itself: methods that
 * add a node return the name of its output. Names follow from the order of the calls alone, so the
 * same calls give the same bytes.
 *
 * <p>Operator semantics are those of opset 17: {@code ReduceMean} takes its axes as an attribute,
 * {@code ReduceSum}, {@code Squeeze}, {@code Unsqueeze} and {@code Split} as an input.
 */
public final class OnnxGraph {
  /** Version of the standard operators. */
  public static final int OPSET = 17;

  private static final int IR_VERSION = 8;
  private static final String CONTRIB_DOMAIN = "com.microsoft";

  /** Element types of tensors, with their numbers in the ONNX format. */
  public enum ElementType {
    FLOAT(1),
    INT64(7),
    BOOL(9);

    private final int code;

    ElementType(int code) {
      this.code = code;
    }

    int code() {
      return code;
    }
  }

  /** A named constant of a node, such as {@code axis}. */
  public record Attribute(String name, Object value) {
    public Attribute {
      if (!(value instanceof Long
          || value instanceof Float
          || value instanceof String
          || value instanceof List<?>)) {
        throw new IllegalArgumentException(
            "attribute " + name + " has the unusable value " + value);
      }
    }

    public static Attribute of(String name, long value) {
      return new Attribute(name, value);
    }

    public static Attribute of(String name, float value) {
      return new Attribute(name, value);
    }

    public static Attribute of(String name, String value) {
      return new Attribute(name, value);
    }

    public static Attribute of(String name, long[] values) {
      return new Attribute(name, Arrays.stream(values).boxed().toList());
    }

    private AttributeProto proto() {
      AttributeProto.Builder proto = AttributeProto.newBuilder().setName(name);
      switch (value) {
        case Long integer -> proto.setType(AttributeProto.AttributeType.INT).setI(integer);
        case Float real -> proto.setType(AttributeProto.AttributeType.FLOAT).setF(real);
        case String text ->
            proto.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        case List<?> integers -> {
          proto.setType(AttributeProto.AttributeType.INTS);
          integers.forEach(item -> proto.addInts(((Long) item).longValue()));
        }
        default -> throw new AssertionError(value);
      }
      return proto.build();
    }
  }

  private final GraphProto.Builder graph;
  private final String prefix;
  private final Map<String, String> constants = new HashMap<>();
  private int count;

  /** A graph whose generated names have no prefix. */
  public OnnxGraph(String name) {
    this(name, "");
  }

  /** A graph whose generated names begin with {@code prefix}: one that joins another graph. */
  public OnnxGraph(String name, String prefix) {
    this.graph = GraphProto.newBuilder().setName(name);
    this.prefix = prefix;
  }

  // ---- inputs, outputs, weights ----

  /**
   * Declares an input.
   *
   * @param shape each a whole number, or a text that names a dimension known only at run time
   */
  public String input(String name, ElementType type, Object... shape) {
    graph.addInput(valueInfo(name, type, shape));
    return name;
  }

  /** Publishes a value under the given name. */
  public void output(String value, String name, ElementType type, Object... shape) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType("Identity")
            .setName(prefix + "output/" + name)
            .addInput(value)
            .addOutput(name));
    graph.addOutput(valueInfo(name, type, shape));
  }

  /** Stores a float tensor in the graph, row-major. */
  public String weight(String name, float[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length * Float.BYTES);
    bytes.asFloatBuffer().put(values);
    return initializer(name, ElementType.FLOAT, bytes, shape);
  }

  /** A float scalar; equal scalars share one initializer. */
  public String scalar(float value) {
    return constant("scalar:" + value, name -> weight(name, new float[] {value}));
  }

  /** A vector of integers; equal vectors share one initializer. */
  public String integers(long... values) {
    return constant(
        "integers:" + Arrays.toString(values), name -> integers(name, values, values.length));
  }

  /** An integer scalar; equal scalars share one initializer. */
  public String integer(long value) {
    return constant("integer:" + value, name -> integers(name, new long[] {value}));
  }

  // ---- nodes ----

  /** Adds a node with one output. */
  public String node(String operator, List<String> inputs, Attribute... attributes) {
    return nodes("", operator, 1, inputs, attributes).getFirst();
  }

  /** Adds a node with one output, without attributes. */
  public String node(String operator, String... inputs) {
    return node(operator, List.of(inputs));
  }

  /** Adds a node with several outputs. */
  public List<String> nodes(
      String operator, int outputs, List<String> inputs, Attribute... attributes) {
    return nodes("", operator, outputs, inputs, attributes);
  }

  /** Adds a node of ONNX Runtime's own operator set (domain {@code com.microsoft}). */
  public String contrib(String operator, List<String> inputs, Attribute... attributes) {
    return nodes(CONTRIB_DOMAIN, operator, 1, inputs, attributes).getFirst();
  }

  public String add(String a, String b) {
    return node("Add", a, b);
  }

  public String subtract(String a, String b) {
    return node("Sub", a, b);
  }

  public String multiply(String a, String b) {
    return node("Mul", a, b);
  }

  public String divide(String a, String b) {
    return node("Div", a, b);
  }

  /** A dimension of 0 copies that of the input, -1 is inferred. */
  public String reshape(String value, long... shape) {
    return node("Reshape", value, integers(shape));
  }

  public String transpose(String value, long... permutation) {
    return node("Transpose", List.of(value), Attribute.of("perm", permutation));
  }

  /** {@code 1 / sqrt(mean of squares along the last axis + epsilon)}, the axis kept with size 1. */
  public String inverseRootMeanSquare(String value, float epsilon) {
    String meanSquare = meanOfLastAxis(multiply(value, value));
    return node("Reciprocal", node("Sqrt", add(meanSquare, scalar(epsilon))));
  }

  /** The mean along the last axis, which is kept with size 1. */
  public String meanOfLastAxis(String value) {
    return node(
        "ReduceMean",
        List.of(value),
        Attribute.of("axes", new long[] {-1}),
        Attribute.of("keepdims", 1));
  }

  /** The sum along one axis. */
  public String sum(String value, long axis, boolean keepAxis) {
    return node(
        "ReduceSum", List.of(value, integers(axis)), Attribute.of("keepdims", keepAxis ? 1 : 0));
  }

  /** The model file's bytes, with the given metadata pairs in their order. */
  public byte[] build(SortedMap<String, String> metadata) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(IR_VERSION)
            .setProducerName("isoloss")
            .setGraph(graph)
            .addOpsetImport(operatorSet("", OPSET))
            .addOpsetImport(operatorSet(CONTRIB_DOMAIN, 1));
    metadata.forEach((key, value) ->
        model.addMetadataProps(StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    return model.build().toByteArray();
  }

  /** What has been built so far, to be joined to another graph. */
  GraphProto part() {
    return graph.build();
  }

  private List<String> nodes(
      String domain, String operator, int outputs, List<String> inputs, Attribute... attributes) {
    String name = prefix + operator + "_" + count++;
    NodeProto.Builder node =
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(operator)
            .setName(name)
            .addAllInput(inputs);
    for (int i = 0; i < outputs; i++) {
      node.addOutput(name + ":" + i);
    }
    for (Attribute attribute : attributes) {
      node.addAttribute(attribute.proto());
    }
    graph.addNode(node);
    return List.copyOf(node.getOutputList());
  }

  private String constant(String key, Function<String, String> create) {
    String known = constants.get(key);
    if (known == null) {
      known = create.apply(prefix + "constant_" + count++);
      constants.put(key, known);
    }
    return known;
  }

  private String integers(String name, long[] values, long... shape) {
    ByteBuffer bytes = littleEndian(values.length * Long.BYTES);
    bytes.asLongBuffer().put(values);
    return initializer(name, ElementType.INT64, bytes, shape);
  }

  private String initializer(String name, ElementType type, ByteBuffer bytes, long... shape) {
    TensorProto.Builder tensor =
        TensorProto.newBuilder()
            .setName(name)
            .setDataType(type.code())
            .setRawData(ByteString.copyFrom(bytes));
    Arrays.stream(shape).forEach(tensor::addDims);
    graph.addInitializer(tensor);
    return name;
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static OperatorSetIdProto operatorSet(String domain, int version) {
    return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version).build();
  }

  private static ValueInfoProto valueInfo(String name, ElementType type, Object... shape) {
    TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
    for (Object size : shape) {
      dimensions.addDim(dimension(size));
    }
    TypeProto.Tensor tensor =
        TypeProto.Tensor.newBuilder().setElemType(type.code()).setShape(dimensions).build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(tensor))
        .build();
  }

  private static TensorShapeProto.Dimension dimension(Object size) {
    TensorShapeProto.Dimension.Builder dimension = TensorShapeProto.Dimension.newBuilder();
    return switch (size) {
      case String name -> dimension.setDimParam(name).build();
      case Integer fixed -> dimension.setDimValue(fixed).build();
      case Long fixed -> dimension.setDimValue(fixed).build();
      default -> throw new IllegalArgumentException("not a dimension: " + size);
    };
  }
}
