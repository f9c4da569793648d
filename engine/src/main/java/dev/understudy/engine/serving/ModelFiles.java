package dev.understudy.engine.serving;

import java.util.Optional;

/**
 * The files of a model as they were read, unchecked.
 *
 * @param manifest the bytes of its manifest; not a copy
 * @param tensors the bytes of its tensors; not a copy
 * @param signature the bytes of its signature; absent where none was asked for, or there is none
 */
@SuppressWarnings("ArrayRecordComponent") // read once, checked, and forgotten
record ModelFiles(byte[] manifest, byte[] tensors, Optional<byte[]> signature) {}
