package dev.rollcall.gateway.adapter.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.rollcall.gateway.adapter.files.PrivateFile;
import dev.rollcall.gateway.domain.problem.ProblemException;
import dev.rollcall.gateway.port.Sealer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;

/**
 * AES-256-GCM with a key set from a file. The purpose and the row are the associated data, so that
 * a ciphertext opens in its own row alone. A key set may hold older keys too: Tink picks the right
 * one.
 */
public final class TinkSealer implements Sealer {
  private final Aead aead;

  private TinkSealer(KeysetHandle keys) throws GeneralSecurityException {
    this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
  }

  /** With the key set of a file. */
  public static TinkSealer load(Path file) throws IOException {
    try {
      AeadConfig.register();
      return new TinkSealer(
          TinkJsonProtoKeysetFormat.parseKeyset(
              PrivateFile.read(file), InsecureSecretKeyAccess.get()));
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " is not a key file: put the right one back", e);
    }
  }

  /** Writes a new key set to a file that must not be there, and takes it. */
  public static TinkSealer create(Path file) throws IOException {
    try {
      AeadConfig.register();
      KeysetHandle keys = KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM);
      PrivateFile.writeNew(
          file, TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get()));
      return new TinkSealer(keys);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no AES-GCM", e);
    }
  }

  @Override
  public byte[] seal(byte[] plain, String purpose, String rowId) {
    try {
      return aead.encrypt(plain, associatedData(purpose, rowId));
    } catch (GeneralSecurityException e) {
      throw ProblemException.fault("Encryption failed.", e);
    }
  }

  @Override
  public byte[] open(byte[] sealed, String purpose, String rowId) {
    try {
      return aead.decrypt(sealed, associatedData(purpose, rowId));
    } catch (GeneralSecurityException e) {
      throw ProblemException.fault("What is stored does not open with the key file.", e);
    }
  }

  private static byte[] associatedData(String purpose, String rowId) {
    return (purpose + ":" + rowId).getBytes(StandardCharsets.UTF_8);
  }
}
