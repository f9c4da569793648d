package dev.understudy.engine.features;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Appleby's MurmurHash3 for 32 bits (x86 variant), with seed 0. Part of what a stored model means: it never changes. */
final class Murmur3 {
    private static final int FIRST = 0xcc9e2d51;
    private static final int SECOND = 0x1b873593;

    private Murmur3() {}

    static int hash(byte[] bytes) {
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int hash = 0;
        while (words.remaining() >= Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ scrambled(words.getInt()), 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int shift = 0; words.hasRemaining(); shift += Byte.SIZE) {
            tail |= Byte.toUnsignedInt(words.get()) << shift;
        }
        hash ^= scrambled(tail) ^ bytes.length;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int scrambled(int word) {
        return Integer.rotateLeft(word * FIRST, 15) * SECOND;
    }
}
