package oar.format.naivebuffer.lite.detour;

import java.util.List;
import oar.api.model.Operator;
import oar.api.model.Shape;

/** Gives a pool over the whole image the image's size, where the kernel does not see that it is one. */
final class GlobalPools implements Detour {
  @Override
  public boolean take(Operator operator, Site site) {
    if (!operator.type().equals("max_pool2d_with_index") || !operator.booleanAttribute("global_pooling", false)) {
      return false;
    }
    Shape image = site.shape(operator.input("X").orElseThrow()).orElse(Shape.SCALAR);
    if (image.rank() != 4 || image.dimension(2) <= 0 || image.dimension(3) <= 0) {
      return false;
    }
    site.add(operator.toBuilder().attribute("global_pooling", false).attribute("adaptive", false)
        .attribute("ksize", Steps.dimensions(image).subList(2, 4)).attribute("paddings", List.of(0, 0)).build());
    return true;
  }
}
