package dev.rollcall.gateway.usecase;

import dev.rollcall.gateway.adapter.memory.MemoryGallery;
import dev.rollcall.gateway.adapter.memory.MemoryStores;
import dev.rollcall.gateway.adapter.memory.MemoryVault;
import dev.rollcall.gateway.adapter.memory.ScriptedAnalyzer;
import dev.rollcall.gateway.adapter.mysql.TestDatabase;
import dev.rollcall.gateway.domain.access.Principal;
import dev.rollcall.gateway.domain.attendance.LivenessPolicy;
import dev.rollcall.gateway.domain.attendance.Mode;
import dev.rollcall.gateway.domain.face.Face;
import dev.rollcall.gateway.domain.face.Model;
import dev.rollcall.gateway.domain.face.ModelCatalog;
import dev.rollcall.gateway.domain.face.Picture;
import dev.rollcall.gateway.port.CallContext;
import dev.rollcall.gateway.port.Deadline;
import dev.rollcall.gateway.port.Faces;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.Stores;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** The verbs over twins, with a clock that moves when told to. */
final class Site {
  static final double THRESHOLD = 0.5;
  private static final ModelCatalog CATALOG =
      new ModelCatalog(
          "cpu",
          "",
          "test",
          List.of(
              new Model(
                  Faces.EMBEDDER.id(),
                  Faces.EMBEDDER.version(),
                  "RECOGNITION",
                  "",
                  "",
                  false,
                  "",
                  "",
                  List.of(),
                  THRESHOLD,
                  List.of())));

  private Instant now = Faces.NOW;
  private byte pictures;
  final InstantSource clock = () -> now;
  final Random random = new Random(3);
  final Stores stores = MemoryStores.empty();
  final TestDatabase.AttendanceStores more = TestDatabase.attendance();
  final MemoryGallery gallery = new MemoryGallery();
  final MemoryVault vault = new MemoryVault(clock);
  final ScriptedAnalyzer analyzer = new ScriptedAnalyzer(CATALOG);
  final CurrentModels models = new CurrentModels(analyzer, clock);
  final CurrentSettings settings =
      new CurrentSettings(stores.settings(), Optional.of(LivenessPolicy.OFF), clock);
  final SitePolicy policy = new SitePolicy(settings, stores.people());
  final GalleryKeeper keeper = new GalleryKeeper(stores.people(), gallery);

  AddPerson addPerson() {
    return addPerson(stores.people());
  }

  AddPerson addPerson(PeopleStore people) {
    FaceIntake intake =
        new FaceIntake(
            analyzer,
            models,
            settings,
            policy,
            gallery,
            keeper,
            people,
            vault,
            clock,
            random);
    return new AddPerson(
        intake, people, policy, new OwnGroups(more.groups()), new Authors(settings, clock), random);
  }

  /** Adds a person whose face lies there on the circle. */
  Enrolled enrol(String name, double radians) {
    return addPerson()
        .run(
            Faces.ADMIN,
            new AddPerson.Request(
                name, null, List.of(), null, List.of(shows(Faces.face(100, Faces.at(radians))))),
            call());
  }

  /** A new picture that shows these faces. */
  Upload shows(Face... faces) {
    byte[] bytes = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, pictures++};
    analyzer.show(bytes, List.of(faces));
    return new Upload("picture.jpg", bytes);
  }

  CheckAttendance.Result checkIn(Mode mode, Face... faces) {
    return checkIn(Faces.ADMIN, mode, null, null, faces);
  }

  CheckAttendance.Result checkIn(
      Principal by,
      Mode mode,
      @Nullable String sessionId,
      @Nullable Instant capturedAt,
      Face... faces) {
    return new CheckAttendance(
            analyzer,
            models,
            gallery,
            stores.records(),
            stores.people(),
            new SessionChoice(more.sessions()),
            settings,
            policy,
            new KeepForReview(
                TestDatabase.reviews(),
                vault,
                (picture, box) -> Optional.empty(),
                gallery,
                settings,
                clock,
                random),
            clock,
            random)
        .run(
            by,
            new CheckAttendance.Request(
                Picture.of(shows(faces).bytes()), mode, null, sessionId, capturedAt),
            call(),
            new StageTimes(clock));
  }

  CallContext call() {
    return new CallContext("test", Deadline.after(Duration.ofSeconds(5), clock));
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
