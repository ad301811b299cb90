// OpenSSL 3, with functions for the macros that Swift cannot import.
#pragma once
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

static inline int linli_set_gcm_tag(EVP_CIPHER_CTX *context, int length, const void *tag) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, length, (void *)tag);
}

static inline int linli_get_gcm_tag(EVP_CIPHER_CTX *context, int length, void *tag) {
    return EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, length, tag);
}

// SHA-256 in parts. The low-level functions neither allocate nor fail, so a digest needs no error path; OpenSSL 3
// marks them deprecated in favor of EVP, which fetches and allocates for each digest (this header is a system
// header, so the mark does not warn).
static inline void linli_sha256_start(SHA256_CTX *context) {
    SHA256_Init(context);
}

static inline void linli_sha256_add(SHA256_CTX *context, const void *bytes, size_t length) {
    if (length > 0) SHA256_Update(context, bytes, length);
}

static inline void linli_sha256_finish(SHA256_CTX *context, unsigned char *digest) {
    SHA256_Final(digest, context);
}
