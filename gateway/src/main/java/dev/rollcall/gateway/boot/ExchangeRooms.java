package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.archive.ZipArchives;
import dev.rollcall.gateway.adapter.mail.SmtpMailer;
import dev.rollcall.gateway.adapter.mysql.MysqlAnnounced;
import dev.rollcall.gateway.adapter.mysql.MysqlAudit;
import dev.rollcall.gateway.adapter.mysql.MysqlImports;
import dev.rollcall.gateway.adapter.mysql.MysqlMails;
import dev.rollcall.gateway.adapter.mysql.MysqlSettings;
import dev.rollcall.gateway.adapter.mysql.MysqlWebhooks;
import dev.rollcall.gateway.adapter.tables.CsvFiles;
import dev.rollcall.gateway.adapter.tables.TableFiles;
import dev.rollcall.gateway.adapter.vault.SealedFiles;
import dev.rollcall.gateway.adapter.webhook.HttpWebhooks;
import dev.rollcall.gateway.http.ImportRoutes;
import dev.rollcall.gateway.http.Once;
import dev.rollcall.gateway.http.ReviewRoutes;
import dev.rollcall.gateway.http.RouteGroup;
import dev.rollcall.gateway.http.WebhookRoutes;
import dev.rollcall.gateway.port.Mailer;
import dev.rollcall.gateway.port.PeopleStore;
import dev.rollcall.gateway.usecase.Announce;
import dev.rollcall.gateway.usecase.AnswerOnce;
import dev.rollcall.gateway.usecase.ExportImportRows;
import dev.rollcall.gateway.usecase.FaceIntake;
import dev.rollcall.gateway.usecase.FollowAudit;
import dev.rollcall.gateway.usecase.ManageImports;
import dev.rollcall.gateway.usecase.ManageWebhooks;
import dev.rollcall.gateway.usecase.PersonChanges;
import dev.rollcall.gateway.usecase.PictureRows;
import dev.rollcall.gateway.usecase.PreviewImport;
import dev.rollcall.gateway.usecase.ReportWrongMatch;
import dev.rollcall.gateway.usecase.ReviewFaces;
import dev.rollcall.gateway.usecase.RosterRows;
import dev.rollcall.gateway.usecase.RunImports;
import dev.rollcall.gateway.usecase.SendMails;
import dev.rollcall.gateway.usecase.SendWebhooks;
import dev.rollcall.gateway.usecase.Teach;
import dev.rollcall.gateway.usecase.TellAbsentees;
import java.time.Duration;
import java.util.List;

/** What goes in and out in bulk or by itself: imports, webhooks, mail. */
final class ExchangeRooms {
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration TIDY = Duration.ofHours(1);

  /** Their rows name people, some of whom are erased by then. */
  private static final Duration IMPORTS_KEPT = Duration.ofDays(90);

  /** A file that is on its way in has no import yet. */
  private static final Duration UNKNOWN_FILE_AGE = Duration.ofHours(24);

  private final Ground ground;
  private final AttendanceRooms attendance;
  private final MysqlMails mails;
  private final MysqlImports imports;
  private final SealedFiles files;
  private final PictureRows pictures;
  private final RunImports runImports;
  private final MysqlWebhooks webhooks;
  private final HttpWebhooks sender;
  private final SendMails sendMails;

  private ExchangeRooms(Ground ground, AttendanceRooms attendance, Mailer mailer) {
    this.ground = ground;
    this.attendance = attendance;
    PeopleStore people = attendance.people();
    FaceIntake intake = attendance.intake();
    imports = new MysqlImports(ground.database());
    files =
        new SealedFiles(
            ground.data().resolve("imports").resolve(ground.installationId()),
            ground.sealer(),
            ground.clock());
    PersonChanges changes = new PersonChanges(people, attendance.authors());
    pictures =
        new PictureRows(
            files, new ZipArchives(), new CsvFiles(), people, changes, intake, ground.clock());
    runImports =
        new RunImports(
            imports,
            files,
            new RosterRows(imports, files, new CsvFiles(), people, changes, ground.clock()),
            pictures,
            ground.clock(),
            ground.random());
    webhooks = new MysqlWebhooks(ground.database(), ground.sealer());
    sender = new HttpWebhooks(ground.vertx(), ground.flags().webhookHosts());
    mails = new MysqlMails(ground.database(), ground.sealer());
    sendMails = new SendMails(mails, mailer, ground.clock(), ground.random());
  }

  /** How this site sends mail. */
  static Mailer mailer(Ground ground) {
    return new SmtpMailer(ground.vertx(), new MysqlSettings(ground.database(), ground.sealer()));
  }

  static ExchangeRooms open(Ground ground, AttendanceRooms attendance, Mailer mailer) {
    return new ExchangeRooms(ground, attendance, mailer);
  }

  List<RouteGroup> routes(AnswerOnce answerOnce) {
    MysqlAudit audit = new MysqlAudit(ground.database());
    ManageImports manage =
        new ManageImports(imports, files, audit, ground.clock(), ground.random());
    TableFiles tables = new TableFiles();
    Once once = new Once(answerOnce);
    return List.of(
        new ImportRoutes(
            manage,
            new PreviewImport(files, new CsvFiles(), pictures),
            new ExportImportRows(manage, imports, tables, audit, ground.clock()),
            once,
            ground.workers()),
        new WebhookRoutes(
            new ManageWebhooks(webhooks, sender, audit, ground.clock(), ground.random()),
            sendMails,
            once,
            ground.workers(),
            ground.budget()),
        reviewRoutes(once));
  }

  private ReviewRoutes reviewRoutes(Once once) {
    Teach teach =
        new Teach(
            attendance.intake(),
            attendance.keeper(),
            attendance.people(),
            attendance.vault(),
            attendance.authors(),
            ground.clock());
    ReviewFaces review =
        new ReviewFaces(
            attendance.reviews(),
            attendance.records(),
            attendance.people(),
            attendance.sessions(),
            attendance.vault(),
            teach,
            new MysqlAudit(ground.database()),
            ground.clock());
    return new ReviewRoutes(
        review,
        new ReportWrongMatch(
            attendance.corrections(), attendance.reviews(), review, teach, ground.clock()),
        once,
        ground.workers(),
        ground.budget());
  }

  /** Tells what the audit log says was done. */
  private FollowAudit followAudit() {
    return new FollowAudit(
        new MysqlAnnounced(ground.database()),
        new MysqlAudit(ground.database()),
        new Announce(webhooks),
        new TellAbsentees(
            attendance.sessions(),
            attendance.reports(),
            mails,
            ground.settings(),
            ground.clock(),
            ground.random()),
        attendance.records(),
        attendance.sessions(),
        attendance.people());
  }

  /** What goes on beside the requests. */
  void startJobs() {
    if (ground.flags().database().isEmpty()) {
      // Of the embedded database there is one gateway: whoever held an import is dead.
      imports.releaseAll();
    }
    SendWebhooks send = new SendWebhooks(webhooks, sender, ground.clock());
    ground.closing().accept(sender);
    ground.closing().accept(Repeating.start("imports", LOOK, goOn -> runImports.runNext(goOn)));
    ground.closing().accept(Repeating.start("webhooks", LOOK, goOn -> send.run() > 0));
    FollowAudit follow = followAudit();
    ground.closing().accept(Repeating.start("events", LOOK, goOn -> follow.run()));
    ground.closing().accept(Repeating.start("mail", LOOK, goOn -> sendMails.run() > 0));
    ground
        .closing()
        .accept(
            Repeating.start(
                "tidying",
                TIDY,
                goOn -> {
                  send.tidy();
                  attendance.keepForReview().expire();
                  imports.forget(ground.clock().instant().minus(IMPORTS_KEPT));
                  files.sweep(UNKNOWN_FILE_AGE, imports::needingFile);
                  return false;
                }));
  }
}
