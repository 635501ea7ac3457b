/**
 * The command {@code oar}. It finds every provider at run time and names none but by id.
 */
module oar.cli {
  requires com.google.gson;
  requires info.picocli;
  requires me.tongfei.progressbar;
  requires oar.api;
  requires oar.kit;
  requires static org.junit.platform.launcher;

  opens oar.cli to info.picocli;
  opens oar.cli.bench to info.picocli;
  opens oar.cli.stage to info.picocli;
  opens oar.cli.tool to info.picocli;
}
