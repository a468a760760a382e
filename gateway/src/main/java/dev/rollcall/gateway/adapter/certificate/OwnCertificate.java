package dev.rollcall.gateway.adapter.certificate;

import com.google.common.net.InetAddresses;
import dev.rollcall.gateway.adapter.files.PrivateFile;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate that this machine signed itself, on the curve P-256, and its key.
 *
 * @param certificate a PEM file
 * @param key a PKCS 8 PEM file of mode 0600
 */
public record OwnCertificate(Path certificate, Path key) {
  /** Below the 398 days that browsers allow. */
  private static final Duration VALID_FOR = Duration.ofDays(397);

  private static final Duration RENEWED_BEFORE_END = Duration.ofDays(30);

  /** A clock that runs a little behind ours must not find the certificate too young. */
  private static final Duration VALID_SINCE = Duration.ofDays(1);

  /**
   * The certificate in this folder. It is made anew, with a new key, where there is none, where the
   * two files do not belong together, where a host is missing in it, or where it ends within 30
   * days; else it stays, so that a browser that trusts it goes on doing so.
   *
   * @param hosts names and addresses beside {@code localhost}, the loopback addresses and this
   *     machine's name; those that mean "everywhere" or are no name are left out
   */
  public static OwnCertificate in(Path folder, Collection<String> hosts, InstantSource clock)
      throws IOException {
    OwnCertificate files =
        new OwnCertificate(
            folder.resolve("own-certificate.pem"), folder.resolve("own-certificate-key.pem"));
    Set<String> names = names(hosts);
    if (!files.isGoodFor(names, clock.instant())) {
      files.make(names, clock.instant());
    }
    return files;
  }

  private static Set<String> names(Collection<String> hosts) {
    Set<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1", canonical("::1")));
    try {
      names.add(canonical(InetAddress.getLocalHost().getHostName()));
    } catch (UnknownHostException e) {
      // A machine that does not know its name is reached by the others.
    }
    hosts.forEach(host -> names.add(canonical(host)));
    names.removeIf(OwnCertificate::cannotStandIn);
    return names;
  }

  private static String canonical(String host) {
    return InetAddresses.isInetAddress(host)
        ? InetAddresses.toAddrString(InetAddresses.forString(host))
        : host.toLowerCase(Locale.ROOT);
  }

  private static boolean cannotStandIn(String name) {
    return InetAddresses.isInetAddress(name)
        ? InetAddresses.forString(name).isAnyLocalAddress()
        : !name.matches("[a-z0-9_-]+(\\.[a-z0-9_-]+)*");
  }

  private boolean isGoodFor(Set<String> names, Instant now) throws IOException {
    if (!Files.exists(certificate) || !Files.exists(key)) {
      return false;
    }
    try {
      X509Certificate known =
          new JcaX509CertificateConverter()
              .getCertificate(parse(Files.readString(certificate), X509CertificateHolder.class));
      PrivateKey secret =
          new JcaPEMKeyConverter()
              .getPrivateKey(parse(PrivateFile.read(key), PrivateKeyInfo.class));
      return known.getNotAfter().toInstant().isAfter(now.plus(RENEWED_BEFORE_END))
          && namesIn(known).containsAll(names)
          && belongTogether(secret, known.getPublicKey());
    } catch (IOException | GeneralSecurityException e) {
      return false; // Not readable as what it should be: made anew.
    }
  }

  private static <T> T parse(String pem, Class<T> type) throws IOException {
    try (Reader text = new StringReader(pem);
        PEMParser parser = new PEMParser(text)) {
      Object content = parser.readObject();
      if (!type.isInstance(content)) {
        throw new IOException("not a PEM file of " + type.getSimpleName());
      }
      return type.cast(content);
    }
  }

  private static Set<String> namesIn(X509Certificate certificate) throws GeneralSecurityException {
    Collection<List<?>> names = certificate.getSubjectAlternativeNames();
    return names == null
        ? Set.of()
        : names.stream()
            .map(name -> canonical(String.valueOf(name.get(1))))
            .collect(Collectors.toSet());
  }

  private static boolean belongTogether(PrivateKey secret, PublicKey open)
      throws GeneralSecurityException {
    byte[] word = new byte[32];
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(secret);
    signature.update(word);
    byte[] signed = signature.sign();
    signature.initVerify(open);
    signature.update(word);
    return signature.verify(signed);
  }

  private void make(Set<String> names, Instant now) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      PrivateFile.write(key, pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
      PrivateFile.write(certificate, pem(sign(pair, names, now)));
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("this Java has no elliptic curves", e);
    }
  }

  private static X509CertificateHolder sign(KeyPair pair, Set<String> names, Instant now)
      throws IOException, OperatorCreationException {
    X500Name self = new X500Name("CN=Rollcall on this machine");
    ASN1Encodable[] alternatives =
        names.stream()
            .map(
                name ->
                    new GeneralName(
                        InetAddresses.isInetAddress(name)
                            ? GeneralName.iPAddress
                            : GeneralName.dNSName,
                        name))
            .toArray(ASN1Encodable[]::new);
    return new JcaX509v3CertificateBuilder(
            self,
            new BigInteger(127, new SecureRandom()),
            Date.from(now.minus(VALID_SINCE)),
            Date.from(now.plus(VALID_FOR)),
            self,
            pair.getPublic())
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectAlternativeName,
            false,
            GeneralNames.getInstance(new DERSequence(alternatives)))
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
  }

  private static String pem(Object content) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(content);
    }
    return text.toString();
  }
}
