package dev.rollcall.gateway.adapter.memory;

import com.google.common.primitives.Bytes;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Sealer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Hides nothing: scrambles the bytes, and puts a checksum of bytes, purpose and row before them.
 */
public final class LabelSealer implements Sealer {
  private static final int SUM = 32;
  private static final byte SCRAMBLE = 0x5a;

  @Override
  public byte[] seal(byte[] plain, String purpose, String rowId) {
    return Bytes.concat(sum(plain, purpose, rowId), scramble(plain));
  }

  @Override
  public byte[] open(byte[] sealed, String purpose, String rowId) {
    if (sealed.length >= SUM) {
      byte[] plain = scramble(Arrays.copyOfRange(sealed, SUM, sealed.length));
      if (Arrays.equals(sum(plain, purpose, rowId), Arrays.copyOf(sealed, SUM))) {
        return plain;
      }
    }
    throw ProblemException.fault(
        "What is stored does not open.", new IllegalArgumentException(purpose + " " + rowId));
  }

  private static byte[] scramble(byte[] bytes) {
    byte[] result = bytes.clone();
    for (int i = 0; i < result.length; i++) {
      result[i] ^= SCRAMBLE;
    }
    return result;
  }

  private static byte[] sum(byte[] plain, String purpose, String rowId) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((purpose + ":" + rowId + ":").getBytes(StandardCharsets.UTF_8));
      return digest.digest(plain);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
