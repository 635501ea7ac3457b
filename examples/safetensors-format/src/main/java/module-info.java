/** Models as safetensors weights and a program in text, a format for Oar. */
module acme.safetensors {
  requires com.google.gson;
  requires oar.api;

  provides oar.api.ModelFormat with acme.safetensors.SafetensorsFormat;
}
