package oar.format.paddle.pir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import oar.api.model.Operator;
import oar.api.model.Shape;
import oar.api.model.Variable;

/** What holds a program together: parameters, inputs, outputs, vectors, control flow. */
final class StructureRules {
  static final String DATA = "pd_op.data";
  static final String FETCH = "pd_op.fetch";
  static final String YIELD = "cf.yield";
  /** Overwrites its second operand with its first. */
  static final String ASSIGN_OUT = "pd_op.assign_out_";

  static final Map<String, Rule> RULES = Map.ofEntries( //
      Map.entry(OperationParser.PARAMETER, StructureRules::parameter), //
      Map.entry("builtin.combine", StructureRules::combine), //
      Map.entry("builtin.split", StructureRules::split), //
      Map.entry("builtin.slice", StructureRules::slice), //
      Map.entry(DATA, StructureRules::data), //
      Map.entry(FETCH, StructureRules::fetch), //
      Map.entry("pd_op.if", Branch::translate), //
      Map.entry("pd_op.while", Loop::translate), //
      Map.entry(ASSIGN_OUT, StructureRules::assignOut), //
      Map.entry("pd_op.print", StructureRules::forward), //
      Map.entry("pd_op.coalesce_tensor", StructureRules::forward), //
      Map.entry("pd_op.assert", (operation, translation) -> {
        // A network that predicts has nobody to tell.
      }), //
      Map.entry(YIELD, (operation, translation) -> {
        throw new IllegalArgumentException("it is not the last operation of a region");
      }));

  private StructureRules() {}

  private static void parameter(PirOperation parameter, Translation translation) {
    PirValue value = parameter.result(0);
    if (parameter.number(OperationParser.PERSISTABLE).intValue() == 0) {
      translation.values().bind(value.id(), new Binding.None());
      return;
    }
    if (!(value.type() instanceof PirType.DenseTensor(ElementType type, Shape shape))) {
      throw new IllegalArgumentException("it is of type " + value.type() + "; a parameter must be a dense tensor");
    }
    String name = parameter.text(OperationParser.NAME);
    translation.declare(Variable.weight(name, type.dataType(), shape));
    translation.values().bind(value.id(), new Binding.One(name, value.type()));
  }

  private static void data(PirOperation data, Translation translation) {
    Binding.One input = translation.declare(data.text(OperationParser.NAME), data.result(0).type());
    translation.values().bind(data.result(0).id(), input);
    translation.emit(Operator.builder("feed").input("X", translation.feedList()).output("Out", input.variable())
        .attribute("col", translation.nextInput()).build());
  }

  private static void fetch(PirOperation fetch, Translation translation) {
    translation.emit(Operator.builder("fetch").input("X", translation.values().variable(fetch.operand(0)))
        .output("Out", translation.fetchList()).attribute("col", fetch.number("col").intValue()).build());
    translation.values().bind(fetch.result(0).id(), new Binding.None());
  }

  private static void combine(PirOperation combine, Translation translation) {
    List<Binding.One> elements = new ArrayList<>();
    combine.operands().forEach(id -> elements.add(translation.values().one(id)));
    translation.values().bind(combine.result(0).id(), new Binding.Many(elements));
  }

  private static void split(PirOperation split, Translation translation) {
    List<Binding.One> elements = translation.values().many(split.operand(0));
    if (elements.size() != split.results().size()) {
      throw new IllegalArgumentException("it takes a vector of " + elements.size() + " apart into "
          + split.results().size() + " results");
    }
    for (int i = 0; i < elements.size(); i++) {
      translation.values().bind(split.result(i).id(), elements.get(i));
    }
  }

  private static void slice(PirOperation slice, Translation translation) {
    List<Binding.One> elements = translation.values().many(slice.operand(0));
    int index = slice.number("index").intValue();
    if (index < 0 || index >= elements.size()) {
      throw new IllegalArgumentException("it takes element " + index + " of a vector of " + elements.size());
    }
    translation.values().bind(slice.result(0).id(), elements.get(index));
  }

  private static void assignOut(PirOperation assign, Translation translation) {
    Binding.One target = translation.values().one(assign.operand(1));
    translation.emit(Operator.builder("assign").input("X", translation.values().variable(assign.operand(0)))
        .output("Out", target.variable()).build());
    translation.values().bind(assign.result(0).id(), target);
  }

  /** Its result is its operand; what it does beside is of no use to a network that predicts. */
  private static void forward(PirOperation operation, Translation translation) {
    translation.values().bind(operation.result(0).id(), translation.values().binding(operation.operand(0)));
    for (int i = 1; i < operation.results().size(); i++) {
      translation.values().bind(operation.result(i).id(), new Binding.None());
    }
  }
}
