package dev.rollcall.gateway.boot;

import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.usecase.FirstAccount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the first user, and leaves a random password where the launcher shows it once. */
final class FirstLogin {
  private static final Logger LOG = LoggerFactory.getLogger(FirstLogin.class);

  /** Two lines, user and password, of mode 0600; the launcher prints and deletes it. */
  private static final String FILE = "first-login";

  /** Without those that look like another. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int CHARACTERS = 16;
  private static final int SAFE_CHARACTERS = 10;

  private FirstLogin() {}

  /** Does nothing where there is a user already. */
  static void ensure(FirstAccount account, Optional<String> chosen, Path data) throws IOException {
    if (!account.isMissing()) {
      return;
    }
    if (chosen.isPresent()) {
      if (chosen.get().length() < SAFE_CHARACTERS) {
        LOG.warn(
            "the first password has fewer than {} characters: change it under Settings",
            SAFE_CHARACTERS);
      }
      account.create(chosen.get());
      return;
    }
    String password = random();
    Path file = data.resolve(FILE);
    // The file first: killed in between, the next start makes another password and writes it.
    PrivateFile.write(file, FirstAccount.USERNAME + "\n" + password + "\n");
    if (!account.create(password)) {
      Files.deleteIfExists(file);
    }
  }

  private static String random() {
    StringBuilder password = new StringBuilder();
    new SecureRandom()
        .ints(CHARACTERS, 0, ALPHABET.length())
        .forEach(index -> password.append(ALPHABET.charAt(index)));
    return password.toString();
  }
}
