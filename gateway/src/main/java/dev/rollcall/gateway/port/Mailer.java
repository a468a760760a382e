package dev.rollcall.gateway.port;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends mail in the name of an organisation, by the way that its settings say. */
public interface Mailer {
  /** A site that sends no mail at all. */
  Mailer NONE =
      new Mailer() {
        @Override
        public boolean isSetUp(String organisationId) {
          return false;
        }

        @Override
        public void send(String organisationId, Message message) {
          throw new IllegalStateException("mail is sent only where it is set up");
        }
      };

  /** False where the organisation has not said how; then nothing may be sent. */
  boolean isSetUp(String organisationId);

  /**
   * Hands a message to the mail server; returns once that has taken it.
   *
   * @throws dev.rollcall.gateway.domain.problem.ProblemException MAIL_UNAVAILABLE where the server
   *     cannot be reached or refuses; the detail says which and what to check
   */
  void send(String organisationId, Message message);

  /**
   * What is sent.
   *
   * @param html the same as {@code text} for readers that show it; null where there is none
   */
  record Message(
      List<String> to,
      String subject,
      String text,
      @Nullable String html,
      List<Attachment> attachments) {
    public Message {
      to = List.copyOf(to);
      attachments = List.copyOf(attachments);
    }

    /** Plain words to one reader. */
    public static Message of(String to, String subject, String text) {
      return new Message(List.of(to), subject, text, null, List.of());
    }
  }

  /** A file that goes along. */
  @SuppressWarnings("ArrayRecordComponent") // a carrier of bytes, never compared
  record Attachment(String filename, String contentType, byte[] content) {}
}
