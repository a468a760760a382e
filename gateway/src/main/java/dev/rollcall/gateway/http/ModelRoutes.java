package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.StoredModel;
import dev.rollcall.gateway.port.ModelStore;
import dev.rollcall.gateway.usecase.ManageModels;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The site's networks with their reports, and which of them serve. */
public final class ModelRoutes implements RouteGroup {
  /**
   * A report comes with a network, from wherever that came: it may show text, styles and the
   * pictures in it, runs nothing, and is not of this site.
   */
  private static final String REPORT_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'self'; sandbox";

  private final ManageModels models;
  private final Workers workers;
  private final ByteBudget budget;

  public ModelRoutes(ManageModels models, Workers workers, ByteBudget budget) {
    this.models = models;
    this.workers = workers;
    this.budget = budget;
  }

  @Override
  public void mount(Router router, Gate gate) {
    gate.permitted(router.route(HttpMethod.GET, "/api/v1/models"), Permission.MODELS, this::list);
    gate.permitted(
        router.route(HttpMethod.GET, "/api/v1/models/:id/:version/report"),
        Permission.MODELS,
        this::report);
    gate.permitted(
        router.route(HttpMethod.POST, "/api/v1/models/:head/switch"),
        Permission.MODELS,
        this::switchTo);
  }

  private Future<Reply> list(Exchange exchange, Principal principal) {
    return workers.desk(() -> Reply.json(200, ModelsView.of(models.list(exchange.call()))));
  }

  private Future<Reply> report(Exchange exchange, Principal principal) {
    return workers.desk(
        () ->
            new Reply(
                200,
                "text/html; charset=utf-8",
                models
                    .report(
                        exchange.pathParameter("id"),
                        exchange.pathParameter("version"),
                        exchange.call())
                    .getBytes(StandardCharsets.UTF_8),
                Map.of("content-security-policy", REPORT_POLICY)));
  }

  private record Wanted(String id, String version) {}

  private Future<Reply> switchTo(Exchange exchange, Principal principal) {
    return BodyReader.read(exchange.context(), BodyLimits.FIELDS, budget)
        .map(body -> Json.read(((Body.JsonText) body).bytes(), Wanted.class))
        .compose(
            wanted ->
                workers.desk(
                    () ->
                        Reply.json(
                            200,
                            ModelsView.of(
                                models.switchTo(
                                    principal,
                                    exchange.pathParameter("head"),
                                    wanted.id(),
                                    wanted.version(),
                                    exchange.call())))));
  }

  private record ModelsView(List<ModelView> models) {
    static ModelsView of(ModelStore.Content content) {
      return new ModelsView(
          content.models().stream().map(stored -> ModelView.of(stored, content.device())).toList());
    }
  }

  private record ModelView(
      String id,
      String version,
      String head,
      String task,
      boolean active,
      boolean embedder,
      boolean switchable,
      String licence,
      String termsNote,
      boolean researchOnly,
      String source,
      Map<String, Double> accuracy,
      List<Model.Accuracy> figures,
      List<String> labels,
      boolean trainedHere,
      boolean report,
      String device) {
    static ModelView of(StoredModel stored, String device) {
      Model model = stored.model();
      Map<String, Double> accuracy = new LinkedHashMap<>();
      model.accuracy().forEach(figure -> accuracy.put(figure.metric(), figure.value()));
      return new ModelView(
          model.id(),
          model.version(),
          model.task().toLowerCase(Locale.ROOT),
          model.task(),
          stored.serving(),
          model.task().equals("RECOGNITION"),
          stored.switchable(),
          model.licence(),
          model.trainingData(),
          model.researchOnly(),
          model.source(),
          accuracy,
          model.accuracy(),
          model.labels(),
          stored.trainedHere(),
          stored.hasReport(),
          device);
    }
  }
}
