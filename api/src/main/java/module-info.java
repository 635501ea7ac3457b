/**
 * The model, the service provider interfaces, the provider registry and the pipeline of Oar. Everything that reads, shrinks,
 * writes or runs a model is a provider of one of the services that this module uses.
 *
 * @uses oar.api.ModelFormat
 * @uses oar.api.Quantizer
 * @uses oar.api.Backend
 * @uses oar.api.Pass
 */
module oar.api {
  exports oar.api;
  exports oar.api.error;
  exports oar.api.model;
  exports oar.api.quantization;

  uses oar.api.ModelFormat;
  uses oar.api.Quantizer;
  uses oar.api.Backend;
  uses oar.api.Pass;
}
