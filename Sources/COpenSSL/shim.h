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

// TLS: what the library offers as macros.
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

static inline int linli_tls_require_1_2(SSL_CTX *context) {
    return SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION) == 1;
}

static inline int linli_tls_groups(SSL_CTX *context, const char *groups) {
    return SSL_CTX_set1_groups_list(context, (char *)groups) == 1;
}

static inline void linli_tls_modes(SSL_CTX *context) {
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    // Sessions live in the tickets that clients keep, so that the server holds no memory for them.
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
}

// One call into the kernel for a record instead of two, for its head and its content.
static inline void linli_tls_read_ahead(SSL_CTX *context) {
    SSL_CTX_set_read_ahead(context, 1);
}

static inline void linli_tls_options(SSL_CTX *context) {
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE
        | SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
}

static inline void linli_tls_take_ticket_keys(SSL_CTX *context, SSL_CTX *old) {
    unsigned char keys[80];
    if (SSL_CTX_get_tlsext_ticket_keys(old, keys, sizeof keys) == 1)
        SSL_CTX_set_tlsext_ticket_keys(context, keys, sizeof keys);
    OPENSSL_cleanse(keys, sizeof keys);
}

static inline int linli_tls_select_protocol(SSL *session, const unsigned char **chosen, unsigned char *length,
    const unsigned char *offered, unsigned int offered_length, void *unused) {
    static const unsigned char http11[] = "\x08http/1.1";
    (void)session; (void)unused;
    // A client that offers only what we do not speak is told so (RFC 7301, section 3.2): talking HTTP/1.1 to it all the
    // same is what cross-protocol attacks (ALPACA) live on.
    return SSL_select_next_proto((unsigned char **)chosen, length, http11, sizeof http11 - 1, offered, offered_length)
        == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_ALERT_FATAL;
}

static inline void linli_tls_protocols(SSL_CTX *context) {
    SSL_CTX_set_alpn_select_cb(context, linli_tls_select_protocol, NULL);
}

static inline int linli_tls_no_passphrase(char *buffer, int size, int writes, void *unused) {
    (void)buffer; (void)size; (void)writes; (void)unused;
    return -1;
}

// A key with a passphrase fails; otherwise the library would ask for it on the terminal and wait.
static inline void linli_tls_never_ask(SSL_CTX *context) {
    SSL_CTX_set_default_passwd_cb(context, linli_tls_no_passphrase);
}

// The name that a client wants to speak to, which one address may serve among others (RFC 6066, section 3).
static inline int linli_tls_server_name(SSL *session, const char *name) {
    return SSL_set_tlsext_host_name(session, name) == 1;
}

static inline EVP_PKEY *linli_p256_key(void) {
    return EVP_EC_gen("P-256");
}

static inline long linli_bio_bytes(BIO *bio, const char **bytes) {
    return BIO_get_mem_data(bio, (char **)bytes);
}
