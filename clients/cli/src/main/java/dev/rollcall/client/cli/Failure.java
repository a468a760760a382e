package dev.rollcall.client.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong, in one line that a person understands. */
final class Failure {
  private Failure() {}

  /** Java's file exceptions often say nothing but the path: what is the matter with it is added. */
  static String explain(Exception failure) {
    String message = failure.getMessage();
    if (failure instanceof FileSystemException file && file.getReason() == null) {
      return file.getFile() + " " + trouble(file);
    }
    return message == null || message.isBlank() ? failure.toString() : message;
  }

  private static String trouble(FileSystemException failure) {
    if (failure instanceof AccessDeniedException) {
      return "may not be used: check its owner and rights";
    }
    if (failure instanceof NoSuchFileException) {
      return "is not there";
    }
    if (failure instanceof FileAlreadyExistsException || failure instanceof NotDirectoryException) {
      return "is a file and stands where a folder is needed: move it away";
    }
    return "cannot be used (" + failure.getClass().getSimpleName() + ")";
  }
}
