package dev.rollcall.gateway.domain.problem;

/** What kind of trouble; each front (HTTP today) maps the category, not the code. */
public enum ProblemCategory {
  BAD_REQUEST,
  UNAUTHENTICATED,
  FORBIDDEN,
  NOT_FOUND,
  METHOD_NOT_ALLOWED,
  CONFLICT,
  PRECONDITION_FAILED,
  TIMED_OUT,
  TOO_LARGE,
  UNSUPPORTED,
  UNPROCESSABLE,
  TOO_MANY_REQUESTS,
  UNAVAILABLE,
  FAULT
}
