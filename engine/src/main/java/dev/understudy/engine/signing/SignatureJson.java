package dev.understudy.engine.signing;

import dev.understudy.engine.common.ErrorCode;
import dev.understudy.engine.common.UnderstudyException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The documents of a signature: a Sigstore bundle 0.3 with a DSSE envelope, and the in-toto statement inside. */
final class SignatureJson {
    /** The type of what is signed. */
    static final String PAYLOAD = "application/vnd.in-toto+json";

    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle.v0.3+json";
    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "https://model_signing/signature/v1.0";
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private SignatureJson() {}

    /**
     * What a bundle holds.
     *
     * @param hint names the key
     * @param statement what is signed; not a copy
     * @param signature of the statement, in DER; not a copy
     */
    @SuppressWarnings("ArrayRecordComponent") // taken apart at once, and never compared
    record Bundle(String hint, byte[] statement, byte[] signature) {}

    /**
     * What a statement says.
     *
     * @param files the SHA-256 of each file, in hexadecimal digits, by its name
     * @param root the SHA-256 of all of them
     */
    record Statement(SortedMap<String, String> files, String root) {}

    static byte[] write(String model, Statement said) {
        ObjectNode statement = JsonMapper.shared().createObjectNode().put("_type", STATEMENT);
        statement
                .putArray("subject")
                .addObject()
                .put("name", model)
                .putObject("digest")
                .put("sha256", said.root());
        statement.put("predicateType", PREDICATE);
        ObjectNode predicate = statement.putObject("predicate");
        predicate
                .putObject("serialization")
                .put("method", "files")
                .put("hash_type", "sha256")
                .put("allow_symlinks", false)
                .putArray("ignore_paths")
                .add(ModelSignature.FILE);
        ArrayNode resources = predicate.putArray("resources");
        said.files()
                .forEach((file, digest) -> resources
                        .addObject()
                        .put("name", file)
                        .put("algorithm", "sha256")
                        .put("digest", digest));
        return bytes(statement);
    }

    static byte[] write(Bundle of) {
        ObjectNode bundle = JsonMapper.shared().createObjectNode().put("mediaType", BUNDLE);
        ObjectNode material = bundle.putObject("verificationMaterial");
        material.putObject("publicKey").put("hint", of.hint());
        material.putArray("tlogEntries");
        ObjectNode envelope = bundle.putObject("dsseEnvelope")
                .put("payload", Base64.getEncoder().encodeToString(of.statement()))
                .put("payloadType", PAYLOAD);
        envelope.putArray("signatures")
                .addObject()
                .put("sig", Base64.getEncoder().encodeToString(of.signature()))
                .put("keyid", "");
        return bytes(bundle);
    }

    private static byte[] bytes(ObjectNode document) {
        return document.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Takes a bundle apart.
     *
     * @throws UnderstudyException ARTIFACT_INVALID if it is of another form
     */
    static Bundle bundle(byte[] content) {
        JsonNode bundle = json(content);
        expect(bundle.path("mediaType"), BUNDLE, "the bundle's mediaType");
        JsonNode envelope = bundle.path("dsseEnvelope");
        expect(envelope.path("payloadType"), PAYLOAD, "the envelope's payloadType");
        JsonNode signatures = envelope.path("signatures");
        if (signatures.size() != 1) {
            throw invalid("the envelope has " + signatures.size() + " signatures instead of one");
        }
        return new Bundle(
                bundle.path("verificationMaterial")
                        .path("publicKey")
                        .path("hint")
                        .asString(""),
                base64(envelope.path("payload")),
                base64(signatures.path(0).path("sig")));
    }

    /**
     * Takes a statement apart; the predicate's other fields are nobody's business, as the format has it.
     *
     * @throws UnderstudyException ARTIFACT_INVALID if it is of another form
     */
    static Statement statement(byte[] content) {
        JsonNode statement = json(content);
        expect(statement.path("_type"), STATEMENT, "the signed statement's _type");
        expect(statement.path("predicateType"), PREDICATE, "the signed statement's predicateType");
        SortedMap<String, String> files = new TreeMap<>();
        for (JsonNode resource : statement.path("predicate").path("resources")) {
            expect(resource.path("algorithm"), "sha256", "the algorithm of a signed file's hash");
            String name = resource.path("name").asString("");
            if (files.put(name, resource.path("digest").asString("")) != null) {
                throw invalid("a file is in the signature twice");
            }
        }
        JsonNode subjects = statement.path("subject");
        if (subjects.size() != 1) {
            throw invalid("the signed statement has " + subjects.size() + " subjects instead of one");
        }
        return new Statement(
                files, subjects.path(0).path("digest").path("sha256").asString(""));
    }

    private static JsonNode json(byte[] content) {
        try {
            return STRICT.readTree(content);
        } catch (JacksonException e) {
            throw invalid("the signature is no JSON: " + e.getOriginalMessage());
        }
    }

    private static byte[] base64(JsonNode text) {
        try {
            return Base64.getDecoder().decode(text.asString(""));
        } catch (IllegalArgumentException e) {
            throw invalid("the signature has a field that is no Base64");
        }
    }

    private static void expect(JsonNode found, String wanted, String what) {
        if (!wanted.equals(found.asString(""))) {
            throw invalid(what + " is not " + wanted);
        }
    }

    private static UnderstudyException invalid(String message) {
        return new UnderstudyException(ErrorCode.ARTIFACT_INVALID, message);
    }
}
