package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.gallery.ExactGallery;
import dev.rollcall.gateway.adapter.mysql.MysqlAudit;
import dev.rollcall.gateway.adapter.mysql.MysqlGroups;
import dev.rollcall.gateway.adapter.mysql.MysqlPeople;
import dev.rollcall.gateway.adapter.mysql.MysqlRecords;
import dev.rollcall.gateway.adapter.mysql.MysqlReports;
import dev.rollcall.gateway.adapter.mysql.MysqlReviews;
import dev.rollcall.gateway.adapter.mysql.MysqlSessions;
import dev.rollcall.gateway.adapter.mysql.MysqlTimetable;
import dev.rollcall.gateway.adapter.pixels.JpegCrops;
import dev.rollcall.gateway.adapter.tables.TableFiles;
import dev.rollcall.gateway.adapter.vault.FileVault;
import dev.rollcall.gateway.http.AuditRoutes;
import dev.rollcall.gateway.http.CheckFigures;
import dev.rollcall.gateway.http.DaysOffRoutes;
import dev.rollcall.gateway.http.ExportDesk;
import dev.rollcall.gateway.http.FieldDesk;
import dev.rollcall.gateway.http.GroupRoutes;
import dev.rollcall.gateway.http.Once;
import dev.rollcall.gateway.http.PeopleRoutes;
import dev.rollcall.gateway.http.PictureRoutes;
import dev.rollcall.gateway.http.RecordRoutes;
import dev.rollcall.gateway.http.ReportRoutes;
import dev.rollcall.gateway.http.RouteGroup;
import dev.rollcall.gateway.http.SessionRoutes;
import dev.rollcall.gateway.http.TimetableRoutes;
import dev.rollcall.gateway.port.GroupStore;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.port.SessionStore;
import dev.rollcall.gateway.usecase.AddPerson;
import dev.rollcall.gateway.usecase.AnswerOnce;
import dev.rollcall.gateway.usecase.Authors;
import dev.rollcall.gateway.usecase.CheckAttendance;
import dev.rollcall.gateway.usecase.CloseDueSessions;
import dev.rollcall.gateway.usecase.CorrectRecords;
import dev.rollcall.gateway.usecase.ExportReports;
import dev.rollcall.gateway.usecase.FaceIntake;
import dev.rollcall.gateway.usecase.GalleryKeeper;
import dev.rollcall.gateway.usecase.KeepForReview;
import dev.rollcall.gateway.usecase.ListRecords;
import dev.rollcall.gateway.usecase.ManageDaysOff;
import dev.rollcall.gateway.usecase.ManageGroups;
import dev.rollcall.gateway.usecase.ManagePeople;
import dev.rollcall.gateway.usecase.ManageSessions;
import dev.rollcall.gateway.usecase.ManageTimetable;
import dev.rollcall.gateway.usecase.OwnGroups;
import dev.rollcall.gateway.usecase.PlanSessions;
import dev.rollcall.gateway.usecase.ReadFaces;
import dev.rollcall.gateway.usecase.ReadReports;
import dev.rollcall.gateway.usecase.ReadStatus;
import dev.rollcall.gateway.usecase.ReembedFaces;
import dev.rollcall.gateway.usecase.SessionChoice;
import dev.rollcall.gateway.usecase.SitePolicy;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** People, their faces, and the records of their attendance. */
final class AttendanceRooms {
  private static final Logger LOG = LoggerFactory.getLogger(AttendanceRooms.class);
  private static final Duration REFRESH = Duration.ofSeconds(2);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration PLAN = Duration.ofMinutes(10);

  /** An upload that is under way may have its picture on the disk and not yet its row. */
  private static final Duration UNKNOWN_PICTURE_AGE = Duration.ofHours(1);

  /** Not at starts alone: what an erased person left behind must not wait for one. */
  private static final Duration SWEEP = Duration.ofHours(1);

  private final Ground ground;
  private final PeopleStore people;
  private final SitePolicy policy;
  private final MysqlRecords records;
  private final ExactGallery gallery;
  private final GalleryKeeper keeper;
  private final FileVault vault;
  private final GroupStore groups;
  private final SessionStore sessions;
  private final Authors authors;
  private final PlanSessions plan;
  private final MysqlReviews reviews;
  private final MysqlReports reports;
  private final CorrectRecords corrections;
  private final KeepForReview keepForReview;

  private AttendanceRooms(Ground ground) {
    this.ground = ground;
    people = new MysqlPeople(ground.database(), ground.sealer());
    policy = new SitePolicy(ground.settings(), people);
    records = new MysqlRecords(ground.database());
    groups = new MysqlGroups(ground.database());
    sessions = new MysqlSessions(ground.database());
    authors = new Authors(ground.settings(), ground.clock());
    plan = new PlanSessions(new MysqlTimetable(ground.database()), ground.clock(), ground.random());
    gallery = new ExactGallery();
    keeper = new GalleryKeeper(people, gallery);
    vault =
        new FileVault(
            ground.data().resolve("pictures").resolve(ground.installationId()),
            ground.sealer(),
            ground.clock());
    reviews = new MysqlReviews(ground.database(), ground.sealer());
    reports = new MysqlReports(ground.database());
    corrections =
        new CorrectRecords(records, sessions, people, ground.settings(), authors, ground.random());
    keepForReview =
        new KeepForReview(
            reviews,
            vault,
            new JpegCrops(),
            gallery,
            ground.settings(),
            ground.clock(),
            ground.random());
  }

  MysqlRecords records() {
    return records;
  }

  SessionStore sessions() {
    return sessions;
  }

  MysqlReviews reviews() {
    return reviews;
  }

  MysqlReports reports() {
    return reports;
  }

  FileVault vault() {
    return vault;
  }

  Authors authors() {
    return authors;
  }

  CorrectRecords corrections() {
    return corrections;
  }

  KeepForReview keepForReview() {
    return keepForReview;
  }

  /** Reads the gallery, so that the first check-in finds everybody. */
  static AttendanceRooms open(Ground ground) {
    AttendanceRooms rooms = new AttendanceRooms(ground);
    rooms.keeper.refreshIfStale();
    return rooms;
  }

  PeopleStore people() {
    return people;
  }

  FaceIntake intake() {
    return new FaceIntake(
        ground.analyzer(),
        ground.models(),
        ground.settings(),
        policy,
        gallery,
        keeper,
        people,
        vault,
        ground.clock(),
        ground.random());
  }

  List<RouteGroup> routes(AnswerOnce answerOnce) {
    OwnGroups ownGroups = new OwnGroups(groups);
    ManagePeople managePeople =
        new ManagePeople(people, ownGroups, authors, intake(), keeper, vault);
    ManageGroups manageGroups = new ManageGroups(groups, people, plan, authors, ground.random());
    ExportDesk exports =
        new ExportDesk(
            new ExportReports(
                reports, records, ground.settings(), new TableFiles(), ground.clock()),
            new MysqlAudit(ground.database()),
            ground.workers(),
            ground.clock());
    FieldDesk desk = new FieldDesk(ground.workers(), ground.budget(), new Once(answerOnce));
    MysqlTimetable timetable = new MysqlTimetable(ground.database());
    return List.of(
        new PictureRoutes(
            new AddPerson(intake(), people, policy, ownGroups, authors, ground.random()),
            new CheckAttendance(
                ground.analyzer(),
                ground.models(),
                gallery,
                records,
                people,
                new SessionChoice(sessions),
                ground.settings(),
                policy,
                keepForReview,
                ground.clock(),
                ground.random()),
            new ReadFaces(ground.analyzer(), policy),
            managePeople,
            new Once(answerOnce),
            ground.workers(),
            ground.budget(),
            new CheckFigures(ground.registry())),
        new PeopleRoutes(managePeople, desk),
        new GroupRoutes(manageGroups, desk),
        new TimetableRoutes(
            new ManageTimetable(
                timetable, manageGroups, plan, authors, ground.clock(), ground.random()),
            desk),
        new DaysOffRoutes(
            new ManageDaysOff(
                timetable, manageGroups, people, plan, authors, ground.clock(), ground.random()),
            desk),
        new SessionRoutes(
            new ManageSessions(sessions, manageGroups, authors, ground.clock(), ground.random()),
            desk),
        new RecordRoutes(new ListRecords(records), corrections, desk, exports),
        new ReportRoutes(
            new ReadReports(reports, authors, ground.settings(), ground.clock()), desk, exports),
        new AuditRoutes(new MysqlAudit(ground.database()), desk));
  }

  GalleryKeeper keeper() {
    return keeper;
  }

  ReadStatus readStatus() {
    return new ReadStatus(ground.models(), people, records, gallery, ground.settings());
  }

  /** What goes on beside the requests: once they are answered. */
  void startJobs() {
    CloseDueSessions closing = new CloseDueSessions(sessions, ground.clock());
    ground.closing().accept(Repeating.start("session-closer", CLOSE, closing::round));
    ground.closing().accept(Repeating.start("session-planner", PLAN, plan::round));
    ground.vertx().setPeriodic(REFRESH.toMillis(), tick -> refresh());
    sweep();
    ground.vertx().setPeriodic(SWEEP.toMillis(), tick -> sweep());
    ground
        .closing()
        .accept(
            new Reembedding(
                new ReembedFaces(ground.analyzer(), people, vault, keeper, ground.clock())));
  }

  private void refresh() {
    ground
        .workers()
        .desk(
            () -> {
              keeper.refreshIfStale();
              return true;
            })
        .onFailure(e -> LOG.warn("the gallery was not read anew: {}", e.getMessage()));
  }

  /** Pictures that stand for a person, or wait for a decision. */
  private Set<String> known(Set<String> ids) {
    Set<String> known = new HashSet<>(people.existingFaces(ids));
    known.addAll(reviews.withPicture(ids));
    return known;
  }

  private void sweep() {
    ground
        .workers()
        .desk(() -> vault.sweep(UNKNOWN_PICTURE_AGE, this::known))
        .onSuccess(
            deleted -> {
              if (deleted > 0) {
                LOG.info("deleted {} pictures that belong to nobody", deleted);
              }
            })
        .onFailure(e -> LOG.warn("pictures without a row were not looked for: {}", e.getMessage()));
  }
}
