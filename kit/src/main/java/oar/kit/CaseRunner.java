package oar.kit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import oar.api.Backend;
import oar.api.CompiledModel;
import oar.api.ModelFormat;
import oar.api.ModelSource;
import oar.api.Options;
import oar.api.Pass;
import oar.api.Predictor;
import oar.api.Providers;
import oar.api.error.InvalidInputException;
import oar.api.error.OarException;
import oar.api.error.UnsupportedProgramException;
import oar.api.model.LodTensor;
import oar.api.model.Program;
import oar.api.model.Value;
import oar.api.model.Variable;

/**
 * Runs one program of a case.
 *
 * @param providers the formats that read the models, and the quantizers of their weights
 * @param backend what is tested
 * @param options of the backend
 * @param passes what is applied to a program before it is compiled
 */
record CaseRunner(Providers providers, Backend backend, Options options, List<Pass> passes) {
  CaseRunner optimized() {
    return new CaseRunner(providers, backend, options, backend.passes());
  }

  /** Run a program. Nothing that a provider throws escapes, so that it hurts no other case. */
  CaseResult run(Case tested, CaseProgram program) {
    try {
      return tryRun(tested, program);
    } catch (UnsupportedProgramException e) {
      return new CaseResult.Unsupported(e.problems());
    } catch (OarException e) {
      return new CaseResult.Failed(e.getMessage());
    } catch (IOException | RuntimeException | Error e) {
      return new CaseResult.Failed("crashed with " + e.getClass().getName() + ": " + e.getMessage());
    }
  }

  private CaseResult tryRun(Case tested, CaseProgram form) throws IOException {
    List<LodTensor> inputs = new ArrayList<>();
    for (CaseTensor input : tested.inputs()) {
      inputs.add(input.read());
    }
    List<OutputCheck> checks = OutputCheck.of(tested, form);
    Program program = readProgram(form.file());
    requireCount("inputs", program.inputs(), tested.inputs());
    requireCount("outputs", program.outputs(), tested.outputs());
    try {
      return predict(compile(program), inputs, checks);
    } catch (UnsupportedProgramException e) {
      throw e;
    } catch (OarException e) {
      if (form.expectation() == CaseProgram.Expectation.NONE) {
        return new CaseResult.Passed(0);
      }
      throw e;
    }
  }

  private Program readProgram(Path file) throws IOException {
    ModelSource source = new ModelSource(file);
    ModelFormat format = providers.formatOf(source);
    return format.read(source, Options.defaults(format));
  }

  private static void requireCount(String what, List<Variable> ofProgram, List<CaseTensor> ofCase) {
    if (ofProgram.size() != ofCase.size()) {
      throw new InvalidInputException("the program has " + ofProgram.size() + " " + what + " ("
          + String.join(", ", ofProgram.stream().map(Variable::name).toList()) + "), but the case has "
          + ofCase.size());
    }
  }

  private CompiledModel compile(Program program) {
    Program current = program;
    for (Pass pass : passes) {
      current = pass.apply(current, Options.defaults(pass));
    }
    return backend.compile(current, options, providers);
  }

  private static CaseResult predict(CompiledModel model, List<LodTensor> inputs, List<OutputCheck> checks) {
    Map<String, LodTensor> named = new LinkedHashMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      named.put(model.inputs().get(i).name(), inputs.get(i));
    }
    try (Predictor predictor = model.newPredictor()) {
      Map<String, Value> outputs = predictor.run(named);
      double largestError = 0;
      for (OutputCheck check : checks) {
        CaseResult result = check.check(outputs.get(model.outputs().get(check.output()).name()));
        if (!(result instanceof CaseResult.Passed(double error))) {
          return result;
        }
        largestError = Math.max(largestError, error);
      }
      return new CaseResult.Passed(largestError);
    }
  }
}
