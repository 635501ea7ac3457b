package oar.format.paddle.pir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import oar.api.model.Attribute;
import oar.api.model.Operator;

/**
 * What becomes of the attributes of an operation. Those without a rule keep their names, and are stored in 32 bits as most
 * operators of Paddle 2 declare them.
 */
final class AttributeRules {
  /** Says which layer of the network made an operation. */
  private static final String LAYER = "struct_name";

  private final Map<String, String> renamed = new HashMap<>();
  private final Map<String, AttributeForm> forms = new HashMap<>();
  private final Map<String, String> required = new HashMap<>();
  private final Set<String> dropped = new HashSet<>(Set.of(LAYER));
  private final Map<String, Attribute> added = new LinkedHashMap<>();

  void rename(String name, String newName) {
    renamed.put(name, newName);
  }

  void form(String name, AttributeForm form) {
    forms.put(name, form);
  }

  void drop(String name) {
    dropped.add(name);
  }

  /** Drop an attribute that the operator does not have; any other value than this one cannot be expressed. */
  void require(String name, String value) {
    required.put(name, value);
  }

  void add(String name, Attribute value) {
    added.put(name, value);
  }

  /** Give an operator the attributes of an operation. */
  void apply(PirOperation operation, Operator.Builder operator, Translation translation) {
    added.forEach(operator::attribute);
    operation.attributes().forEach((name, value) -> {
      if (required.containsKey(name)) {
        requireValue(operation, name, translation);
      } else if (!dropped.contains(name)) {
        try {
          operator.attribute(renamed.getOrDefault(name, name), translate(name, value));
        } catch (IllegalArgumentException e) {
          throw new IllegalArgumentException("attribute " + name + ": " + e.getMessage(), e);
        }
      }
    });
  }

  private Attribute translate(String name, Attribute value) {
    AttributeForm form = forms.get(name);
    return form == null ? AttributeForm.narrow(value) : form.of(AttributeForm.numbers(value));
  }

  private void requireValue(PirOperation operation, String name, Translation translation) {
    Attribute value = operation.attributes().get(name);
    String text = value instanceof Attribute.Text(String word)
        ? word
        : Long.toString(operation.number(name).longValue());
    if (!text.equals(required.get(name))) {
      translation.refuse(operation, "attribute " + name + " is " + text + "; Paddle 2 has only " + required.get(name));
    }
  }
}
