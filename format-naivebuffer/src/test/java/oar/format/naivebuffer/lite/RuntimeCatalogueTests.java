package oar.format.naivebuffer.lite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import oar.api.RuntimeOperator;
import org.junit.jupiter.api.Test;

class RuntimeCatalogueTests {
  private final List<RuntimeOperator> operators = RuntimeCatalogue.operators();

  private RuntimeOperator operator(String type) {
    return operators.stream().filter(operator -> operator.type().equals(type)).findFirst().orElseThrow();
  }

  @Test
  void operatorsAreInOrderAndEachIsThereOnce() {
    List<String> types = operators.stream().map(RuntimeOperator::type).toList();
    assertEquals(types.stream().distinct().sorted().toList(), types);
  }

  @Test
  void anOperatorIsDescribedWithItsKernels() {
    RuntimeOperator range = operator("range");
    assertTrue(range.targets().contains("kHost"));
    assertEquals(Optional.of("range_op.cc"), range.source());
    assertTrue(range.kernels().contains(new RuntimeOperator.Kernel("range/int64/1/1/2", "range_compute.cc")));
  }

  @Test
  void whatIsAlwaysOptimisedAwayHasNoTarget() {
    assertEquals(List.of(), operator("fake_quantize_abs_max").targets());
  }

  @Test
  void everyKernelThatCanBeChosenIsListed() {
    KernelTable table = KernelTable.load();
    for (RuntimeOperator operator : operators) {
      boolean isForArm = operator.targets().contains("kARM") || operator.targets().contains("kHost");
      assertEquals(isForArm ? table.of(operator.type()).size() : 0, operator.kernels().size(), operator.type());
    }
  }
}
