package dev.rollcall.gateway.domain.problem;

import java.util.Locale;

/**
 * Everything that can go wrong, as one closed list. The lower-case name is the stable {@code code}
 * that programs see.
 */
public enum ProblemCode {
  INVALID_JSON(ProblemCategory.BAD_REQUEST, "The body is not valid JSON"),
  INVALID_MULTIPART(ProblemCategory.BAD_REQUEST, "The body is not a valid form"),
  INVALID_FIELD(ProblemCategory.BAD_REQUEST, "A field has a value that cannot be used"),
  UNKNOWN_FIELD(ProblemCategory.BAD_REQUEST, "A field has a name that is not known here"),
  MISSING_FIELD(ProblemCategory.BAD_REQUEST, "A field is missing"),
  BODY_MISSING(ProblemCategory.BAD_REQUEST, "The request has no body"),
  IMAGE_EMPTY(ProblemCategory.BAD_REQUEST, "The picture is empty"),
  IMAGE_NOT_RECOGNISED(ProblemCategory.BAD_REQUEST, "The file is not a picture"),
  IMAGE_CORRUPT(ProblemCategory.BAD_REQUEST, "The picture is damaged"),
  IMAGE_IS_SVG(ProblemCategory.BAD_REQUEST, "SVG drawings are not read"),
  IMAGE_TOO_LARGE(ProblemCategory.TOO_LARGE, "The picture is too large"),
  REQUEST_TOO_LARGE(ProblemCategory.TOO_LARGE, "The request is too large"),
  REQUEST_TOO_SLOW(ProblemCategory.TIMED_OUT, "The request came too slowly"),
  UNSUPPORTED_CONTENT_TYPE(ProblemCategory.UNSUPPORTED, "This kind of body is not read here"),
  IMAGE_FORMAT_UNSUPPORTED(ProblemCategory.UNSUPPORTED, "This picture format is not read"),
  VIDEO_NOT_SUPPORTED(ProblemCategory.UNSUPPORTED, "Video is not read yet"),
  FRAMES_NOT_SUPPORTED(ProblemCategory.UNSUPPORTED, "Bursts of frames are not read yet"),
  CHALLENGE_NOT_SUPPORTED(ProblemCategory.UNPROCESSABLE, "Challenges are not offered yet"),
  CONSENT_MISSING(ProblemCategory.UNPROCESSABLE, "Consent is missing"),
  PIN_WRONG(ProblemCategory.UNPROCESSABLE, "The PIN is not right"),
  SCOPE_TOO_WIDE(ProblemCategory.UNPROCESSABLE, "A key may not do more than its maker"),
  NO_USABLE_PICTURE(ProblemCategory.UNPROCESSABLE, "No picture could be used"),
  PASSWORD_UNSUITABLE(ProblemCategory.UNPROCESSABLE, "The new password cannot be used"),
  IDEMPOTENCY_KEY_REUSED(
      ProblemCategory.UNPROCESSABLE, "The Idempotency-Key was used with another body"),
  REQUEST_IN_PROGRESS(ProblemCategory.CONFLICT, "The same request is still running"),
  USERNAME_TAKEN(ProblemCategory.CONFLICT, "Somebody has this user name"),
  LAST_OWNER(ProblemCategory.CONFLICT, "An organisation needs an owner"),
  SECOND_FACTOR_ON(ProblemCategory.CONFLICT, "The second factor is on already"),
  SECOND_FACTOR_OFF(ProblemCategory.CONFLICT, "No second factor waits to be confirmed"),
  EXTERNAL_ID_TAKEN(ProblemCategory.CONFLICT, "The external_id belongs to somebody else"),
  CHANGED_MEANWHILE(ProblemCategory.PRECONDITION_FAILED, "It was changed meanwhile"),
  GROUP_NAME_TAKEN(ProblemCategory.CONFLICT, "Another group has this name"),
  GROUP_IN_USE(ProblemCategory.CONFLICT, "The group has a history"),
  SESSION_IN_USE(ProblemCategory.CONFLICT, "The session has a history"),
  SESSION_STATE(ProblemCategory.CONFLICT, "The session is in another state"),
  HOLIDAY_EXISTS(ProblemCategory.CONFLICT, "That day is a holiday already"),
  RECORD_REPEATS(ProblemCategory.CONFLICT, "Another record says the same"),
  GROUP_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such group"),
  SCHEDULE_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such schedule"),
  SESSION_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such session"),
  HOLIDAY_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such holiday"),
  LEAVE_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such leave"),
  RECORD_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such record"),
  NOT_SIGNED_IN(ProblemCategory.UNAUTHENTICATED, "Not signed in"),
  WRONG_CREDENTIALS(ProblemCategory.UNAUTHENTICATED, "Wrong user name or password"),
  SECOND_FACTOR_REQUIRED(ProblemCategory.UNAUTHENTICATED, "A code is needed"),
  SECOND_FACTOR_WRONG(ProblemCategory.UNAUTHENTICATED, "The code is not right"),
  LOCKED_OUT(ProblemCategory.TOO_MANY_REQUESTS, "Too many failed attempts"),
  TOO_MANY_REQUESTS(ProblemCategory.TOO_MANY_REQUESTS, "Too many requests"),
  NOT_PERMITTED(ProblemCategory.FORBIDDEN, "Not permitted"),
  PASSWORD_CHANGE_REQUIRED(ProblemCategory.FORBIDDEN, "The password has to be changed first"),
  CROSS_SITE_REQUEST(ProblemCategory.FORBIDDEN, "The request came from another site"),
  PERSON_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such person"),
  PICTURE_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no picture of this person"),
  USER_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such user"),
  INVITE_NOT_FOUND(ProblemCategory.NOT_FOUND, "The invite is not good any more"),
  RESET_NOT_FOUND(ProblemCategory.NOT_FOUND, "The link is not good any more"),
  LOGIN_SESSION_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such login"),
  PROVIDER_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such login provider"),
  KEY_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such API key"),
  MODEL_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such network"),
  MODEL_NOT_SWITCHABLE(ProblemCategory.UNPROCESSABLE, "This network cannot take over"),
  ROUTE_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is nothing at this address"),
  METHOD_NOT_ALLOWED(ProblemCategory.METHOD_NOT_ALLOWED, "This method is not offered here"),
  OVERLOADED(ProblemCategory.UNAVAILABLE, "Too much is going on"),
  DATABASE_UNAVAILABLE(ProblemCategory.UNAVAILABLE, "The database cannot be reached"),
  INFERENCE_UNAVAILABLE(ProblemCategory.UNAVAILABLE, "The inference server cannot be reached"),
  INFERENCE_TIMED_OUT(ProblemCategory.UNAVAILABLE, "The inference server took too long"),
  MAIL_UNAVAILABLE(ProblemCategory.UNAVAILABLE, "Mail cannot be sent"),
  PROVIDER_UNAVAILABLE(ProblemCategory.UNAVAILABLE, "The login provider cannot be reached"),
  PROVIDER_REFUSED(ProblemCategory.UNAUTHENTICATED, "The login provider did not vouch for you"),
  HEAD_UNAVAILABLE(ProblemCategory.UNPROCESSABLE, "The installed models cannot do this"),
  FILE_UNREADABLE(ProblemCategory.UNPROCESSABLE, "The file cannot be read"),
  IMPORT_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such import"),
  IMPORT_STATE(ProblemCategory.CONFLICT, "The import is not in a state for this"),
  WEBHOOK_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such webhook"),
  DELIVERY_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such delivery"),
  DELIVERY_STATE(ProblemCategory.CONFLICT, "The delivery is not in a state for this"),
  ADDRESS_REFUSED(ProblemCategory.UNPROCESSABLE, "Nothing is sent to this address"),
  MAIL_NOT_SET_UP(ProblemCategory.UNPROCESSABLE, "No mail server is set up"),
  MAIL_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such mail"),
  REVIEW_NOT_FOUND(ProblemCategory.NOT_FOUND, "There is no such item to review"),
  EXPORT_TOO_LONG(ProblemCategory.UNPROCESSABLE, "The list is too long for this kind of file"),
  REVIEW_DECIDED(ProblemCategory.CONFLICT, "The item was decided already"),
  INTERNAL_FAULT(ProblemCategory.FAULT, "Something broke inside");

  private final ProblemCategory category;
  private final String title;

  ProblemCode(ProblemCategory category, String title) {
    this.category = category;
    this.title = title;
  }

  public ProblemCategory category() {
    return category;
  }

  /** A short sentence that is the same every time. */
  public String title() {
    return title;
  }

  /** As programs see it, such as {@code image_empty}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * True where the fault lies in the one picture: the caller may leave that picture out and go on
   * with the others.
   */
  public boolean concernsOnePicture() {
    return switch (this) {
      case IMAGE_EMPTY,
          IMAGE_NOT_RECOGNISED,
          IMAGE_CORRUPT,
          IMAGE_IS_SVG,
          IMAGE_TOO_LARGE,
          IMAGE_FORMAT_UNSUPPORTED ->
          true;
      default -> false;
    };
  }
}
