package dev.rollcall.gateway.http;

import dev.rollcall.gateway.domain.access.Permission;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.Direction;
import dev.rollcall.gateway.domain.attendance.Mode;
import dev.rollcall.gateway.domain.attendance.PersonName;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.domain.problem.ProblemCode;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.usecase.AddPerson;
import dev.rollcall.gateway.usecase.CheckAttendance;
import dev.rollcall.gateway.usecase.Enrolled;
import dev.rollcall.gateway.usecase.ManagePeople;
import dev.rollcall.gateway.usecase.ReadFaces;
import dev.rollcall.gateway.usecase.StageTimes;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The calls that take pictures. The three of the original report stand at the root too. */
public final class PictureRoutes implements RouteGroup {
  private static final PictureForm.Fields ADD_PERSON =
      new PictureForm.Fields(
          Set.of("name", "external_id", "consent"), Set.of("groups"), Set.of("images", "video"));
  private static final PictureForm.Fields CHECK_ATTENDANCE =
      new PictureForm.Fields(
          Set.of("session_id", "direction", "mode", "challenge_id", "captured_at"),
          Set.of(),
          Set.of("media", "frames"));
  private static final PictureForm.Fields MEDIA =
      new PictureForm.Fields(Set.of(), Set.of(), Set.of("media"));
  private static final PictureForm.Fields IMAGES =
      new PictureForm.Fields(Set.of(), Set.of(), Set.of("images"));
  private static final int MOST_SESSION_CHARACTERS = 100;

  private final AddPerson addPerson;
  private final CheckAttendance checkAttendance;
  private final ReadFaces readFaces;
  private final ManagePeople managePeople;
  private final Once once;
  private final Workers workers;
  private final ByteBudget budget;
  private final CheckFigures figures;

  /** Routes that wait for pictures on {@code workers} and hold bodies within {@code budget}. */
  public PictureRoutes(
      AddPerson addPerson,
      CheckAttendance checkAttendance,
      ReadFaces readFaces,
      ManagePeople managePeople,
      Once once,
      Workers workers,
      ByteBudget budget,
      CheckFigures figures) {
    this.addPerson = addPerson;
    this.checkAttendance = checkAttendance;
    this.readFaces = readFaces;
    this.managePeople = managePeople;
    this.once = once;
    this.workers = workers;
    this.budget = budget;
    this.figures = figures;
  }

  @Override
  public void mount(Router router, Gate gate) {
    for (String prefix : new String[] {"", "/api/v1"}) {
      gate.permitted(
          router.route(HttpMethod.POST, prefix + "/add-person"),
          Permission.PEOPLE_WRITE,
          this::addPerson);
      gate.permitted(
          router.route(HttpMethod.POST, prefix + "/check-attendance"),
          Permission.CHECK_IN,
          this::checkAttendance);
      gate.permitted(
          router.route(HttpMethod.POST, prefix + "/check-age-and-emotion"),
          Permission.ANALYSE,
          this::checkAgeAndEmotion);
    }
    gate.permitted(
        router.route(HttpMethod.POST, "/api/v1/detect-faces"),
        Permission.CHECK_IN,
        this::detectFaces);
    gate.permitted(
        router.route(HttpMethod.POST, "/api/v1/people/:id/faces"),
        Permission.PEOPLE_WRITE,
        this::addFaces);
  }

  private Future<Reply> addPerson(Exchange exchange, Principal principal) {
    return read(exchange, BodyLimits.PICTURES)
        .compose(
            upload ->
                workers.picture(
                    () -> {
                      PictureForm form = PictureForm.parse(upload.body(), ADD_PERSON);
                      refuseVideo(form);
                      AddPerson.Request request =
                          new AddPerson.Request(
                              form.requiredText("name"),
                              form.text("external_id").orElse(null),
                              form.texts("groups"),
                              form.text("consent").orElse(null),
                              form.requiredFiles("images"));
                      return once.run(
                          exchange,
                          principal,
                          form.hash("add-person"),
                          () ->
                              new Once.Outcome(
                                  201, enrolled(addPerson.run(principal, request, upload.call()))));
                    }));
  }

  private Future<Reply> addFaces(Exchange exchange, Principal principal) {
    return read(exchange, BodyLimits.PICTURES)
        .compose(
            upload ->
                workers.picture(
                    () -> {
                      PictureForm form = PictureForm.parse(upload.body(), IMAGES);
                      String person = exchange.pathParameter("id");
                      return once.run(
                          exchange,
                          principal,
                          form.hash("faces of " + person),
                          () ->
                              new Once.Outcome(
                                  201,
                                  enrolled(
                                      managePeople.addFaces(
                                          principal,
                                          person,
                                          form.requiredFiles("images"),
                                          upload.call()))));
                    }));
  }

  private static Views.EnrolledView enrolled(Enrolled enrolled) {
    return Views.EnrolledView.of(enrolled);
  }

  private Future<Reply> checkAttendance(Exchange exchange, Principal principal) {
    StageTimes times = exchange.times();
    return read(exchange, BodyLimits.ONE_PICTURE)
        .compose(
            upload ->
                workers.picture(
                    () -> {
                      PictureForm form = PictureForm.parse(upload.body(), CHECK_ATTENDANCE);
                      CheckAttendance.Request request = checkRequest(form);
                      return once.run(
                          exchange,
                          principal,
                          form.hash("check-attendance"),
                          () -> {
                            CheckAttendance.Result result =
                                checkAttendance.run(principal, request, upload.call(), times);
                            figures.checked(result.verdict(), times.soFar());
                            return new Once.Outcome(200, Views.CheckView.of(result, times.soFar()));
                          });
                    }));
  }

  private static CheckAttendance.Request checkRequest(PictureForm form) {
    if (form.hasFile("frames")) {
      throw ProblemException.ofField(
          ProblemCode.FRAMES_NOT_SUPPORTED,
          "frames",
          "Bursts of frames are not read yet. Send one picture as media.");
    }
    if (form.text("challenge_id").isPresent()) {
      throw ProblemException.ofField(
          ProblemCode.CHALLENGE_NOT_SUPPORTED,
          "challenge_id",
          "Challenges are not offered yet. Leave challenge_id out.");
    }
    Mode mode = choice(form, "mode", Mode.values(), value -> value.name()).orElse(Mode.SINGLE);
    Direction direction =
        choice(form, "direction", Direction.values(), value -> value.name()).orElse(null);
    String session =
        form.text("session_id")
            .filter(text -> !text.isBlank())
            .map(text -> PersonName.parse("session_id", text, MOST_SESSION_CHARACTERS))
            .orElse(null);
    return new CheckAttendance.Request(
        Picture.of(form.requiredFile("media").bytes()),
        mode,
        direction,
        session,
        form.text("captured_at")
            .filter(text -> !text.isBlank())
            .map(text -> Times.instant("captured_at", text))
            .orElse(null));
  }

  private static <T> Optional<T> choice(
      PictureForm form, String field, T[] values, Function<T, String> name) {
    Optional<String> typed = form.text(field).filter(text -> !text.isEmpty());
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    StringBuilder known = new StringBuilder();
    for (T value : values) {
      String word = name.apply(value).toLowerCase(Locale.ROOT);
      if (word.equals(typed.get())) {
        return Optional.of(value);
      }
      known.append(known.isEmpty() ? "" : " or ").append(word);
    }
    throw ProblemException.ofField(
        ProblemCode.INVALID_FIELD, field, "%s must be %s.".formatted(field, known));
  }

  private Future<Reply> checkAgeAndEmotion(Exchange exchange, Principal principal) {
    StageTimes times = exchange.times();
    return read(exchange, BodyLimits.ONE_PICTURE)
        .compose(
            upload ->
                workers.picture(
                    () -> {
                      PictureForm form = PictureForm.parse(upload.body(), MEDIA);
                      Picture picture = Picture.of(form.requiredFile("media").bytes());
                      return once.run(
                          exchange,
                          principal,
                          form.hash("check-age-and-emotion"),
                          () -> {
                            var analysis =
                                readFaces.ageAndEmotion(
                                    principal.organisationId(), picture, upload.call(), times);
                            return new Once.Outcome(
                                200, Views.FacesView.of(analysis, times.soFar()));
                          });
                    }));
  }

  private Future<Reply> detectFaces(Exchange exchange, Principal principal) {
    StageTimes times = exchange.times();
    return read(exchange, BodyLimits.ONE_PICTURE)
        .compose(
            upload ->
                workers.picture(
                    () -> {
                      PictureForm form = PictureForm.parse(upload.body(), MEDIA);
                      Picture picture = Picture.of(form.requiredFile("media").bytes());
                      var analysis = readFaces.boxes(picture, upload.call(), times);
                      return Reply.json(200, Views.DetectView.of(analysis, times.soFar()));
                    }));
  }

  /** A body, and the call that begins once it is here. */
  private record Uploaded(Body body, CallContext call) {}

  private Future<Uploaded> read(Exchange exchange, BodyLimits limits) {
    return BodyReader.read(exchange.context(), limits, budget)
        .map(body -> new Uploaded(body, exchange.callAfterUpload()));
  }

  private static void refuseVideo(PictureForm form) {
    if (form.hasFile("video")) {
      throw ProblemException.ofField(
          ProblemCode.VIDEO_NOT_SUPPORTED,
          "video",
          "Video is not read yet. Send pictures as images.");
    }
  }
}
