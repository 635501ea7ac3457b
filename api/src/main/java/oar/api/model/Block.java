package oar.api.model;

import java.util.List;
import java.util.Optional;

/**
 * A list of operators and the variables that they declare. Block 0 is the program; others are bodies of loops and branches.
 *
 * @param parent index of the enclosing block, {@value #NO_BLOCK} for none
 * @param forward index of the block that a gradient block belongs to, {@value #NO_BLOCK} for none
 * @param variables declarations, in the file's order
 * @param operators in order of execution
 */
public record Block(int parent, int forward, List<Variable> variables, List<Operator> operators) {
  /** Stands for no block. */
  public static final int NO_BLOCK = -1;

  /** Create a block. */
  public Block {
    variables = List.copyOf(variables);
    operators = List.copyOf(operators);
  }

  /** Create the outermost block. */
  public Block(List<Variable> variables, List<Operator> operators) {
    this(NO_BLOCK, NO_BLOCK, variables, operators);
  }

  /** Find a declaration by name. */
  public Optional<Variable> variable(String name) {
    return variables.stream().filter(variable -> variable.name().equals(name)).findFirst();
  }

  /** Return the block with other declarations. */
  public Block withVariables(List<Variable> newVariables) {
    return new Block(parent, forward, newVariables, operators);
  }

  /** Return the block with other operators. */
  public Block withOperators(List<Operator> newOperators) {
    return new Block(parent, forward, variables, newOperators);
  }
}
