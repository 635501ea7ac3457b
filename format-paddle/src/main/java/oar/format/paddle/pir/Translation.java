package oar.format.paddle.pir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import oar.api.error.ModelFormatException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.Block;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Variable;

/** A program that is being made, block by block. */
final class Translation {
  private final Path file;
  private final InPlace inPlace;
  private final Names names;
  private final Values values = new Values();
  private final List<BlockBuilder> blocks = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private BlockBuilder block = new BlockBuilder(0, Block.NO_BLOCK);

  private final String feedList;
  private final String fetchList;
  private int inputs;

  /**
   * Begin a program.
   *
   * @throws ModelFormatException if two parameters or inputs have the same name
   */
  Translation(Path file, PirBlock main) {
    this.file = file;
    this.inPlace = new InPlace(main);
    blocks.add(block);
    names = new Names(file, main);
    feedList = declare("feed", Variable.Kind.FEED_MINIBATCH, true);
    fetchList = declare("fetch", Variable.Kind.FETCH_LIST, true);
  }

  /** Return what values have become. */
  Values values() {
    return values;
  }

  /**
   * Translate operations into the block that is being made.
   *
   * @throws ModelFormatException if one is damaged
   * @throws UnsupportedProgramException if one cannot go on without what is refused
   */
  void translate(List<PirOperation> operations) {
    for (PirOperation operation : operations) {
      try {
        Operations.rule(operation.name()).translate(operation, this);
      } catch (IllegalArgumentException e) {
        requireNoProblem();
        throw new ModelFormatException(file, operation + ": " + e.getMessage(), e);
      }
    }
  }

  /** Translate the operations of a region, and return the ids of the values that it yields. */
  List<Long> body(PirBlock region) {
    if (region.operations().isEmpty() || !region.operations().getLast().name().equals(StructureRules.YIELD)) {
      translate(region.operations());
      return List.of();
    }
    translate(region.operations().subList(0, region.operations().size() - 1));
    return region.operations().getLast().operands();
  }

  /** Make a block within the one that is being made. */
  BlockBuilder nested(Runnable body) {
    BlockBuilder outer = block;
    BlockBuilder inner = new BlockBuilder(blocks.size(), outer.index());
    blocks.add(inner);
    block = inner;
    body.run();
    block = outer;
    return inner;
  }

  /** Note something that Paddle 2 cannot express. */
  void refuse(PirOperation operation, String problem) {
    problems.add(operation + ": " + problem);
  }

  private void requireNoProblem() {
    if (!problems.isEmpty()) {
      throw new UnsupportedProgramException("format paddle cannot read " + file, problems);
    }
  }

  /** Declare the variables of a result, and bind it to them. Return their names; none for a result that is not computed. */
  List<String> declare(PirOperation operation, int index) {
    PirValue result = operation.result(index);
    Binding binding = index == 0 && inPlace.aliases(operation)
        ? values.one(operation.operand(0))
        : declare(operation, result, result.type());
    values.bind(result.id(), binding);
    return binding instanceof Binding.None ? List.of() : values.variables(result.id());
  }

  private Binding declare(PirOperation operation, PirValue result, PirType type) {
    return switch (type) {
      case PirType.DenseTensor _,PirType.TensorArray _ -> declare(names.ofResult(operation, result), type);
      case PirType.Vector(List<PirType> elements) -> new Binding.Many(
          elements.stream().map(element -> declare(names.ofResult(operation, result), element)).toList());
      case PirType.Absent _ -> new Binding.None();
      case PirType.Foreign(String name) -> {
        refuse(operation, "its result is of type " + name + ", which Paddle 2 does not have");
        yield new Binding.None();
      }
    };
  }

  /** Declare a variable in the block that is being made. */
  Binding.One declare(String name, PirType type) {
    block.declare(switch (type) {
      case PirType.DenseTensor(ElementType element, Shape shape) ->
        Variable.tensor(name, element.dataType(), shape);
      case PirType.TensorArray(ElementType element, Shape shape) -> new Variable(name, Variable.Kind.LOD_TENSOR_ARRAY,
          Optional.of(element.dataType()), Optional.of(shape), 0, false, new LinkedHashMap<>());
      case PirType other -> throw new IllegalArgumentException("it computes a variable of type " + other);
    });
    return new Binding.One(name, type);
  }

  /** Declare a variable that PIR has no value for, and return its name. */
  String temporary(PirOperation operation, String purpose, PirType type) {
    return declare(names.fresh(operation.shortName() + "." + purpose), type).variable();
  }

  /** Declare a variable of a kind that PIR does not have, and return its name. */
  String declare(PirOperation operation, Variable.Kind kind) {
    return declare(operation.shortName() + "." + kind.name().toLowerCase(Locale.ROOT), kind, false);
  }

  private String declare(String wanted, Variable.Kind kind, boolean persistable) {
    String name = names.fresh(wanted);
    declare(new Variable(name, kind, Optional.empty(), Optional.empty(), 0, persistable, new LinkedHashMap<>()));
    return name;
  }

  /** Declare a variable whose name the file gives. */
  void declare(Variable variable) {
    block.declare(variable);
  }

  /** Return the variable that inputs come from. */
  String feedList() {
    return feedList;
  }

  /** Return the variable that outputs go to. */
  String fetchList() {
    return fetchList;
  }

  /** Return the column of the next input. */
  int nextInput() {
    return inputs++;
  }

  /** Add an operator to the block that is being made. */
  void emit(Operator operator) {
    block.emit(operator);
  }

  /** Remember that a result of an operation always holds the same few numbers, unless something overwrites it. */
  void remember(PirOperation operation, List<? extends Number> numbers) {
    long id = operation.result(0).id();
    if (!inPlace.isOverwritten(id)) {
      values.remember(values.variable(id), numbers);
    }
  }

  /**
   * Return the blocks.
   *
   * @throws UnsupportedProgramException with everything that Paddle 2 cannot express
   */
  List<Block> finish() {
    requireNoProblem();
    return blocks.stream().map(BlockBuilder::build).toList();
  }
}
