<?php
// The provider's example (payment-link-api, "PHP Example"), once for each line of JSON on standard input.

while (($line = fgets(STDIN)) !== false) {
    $case = json_decode($line, true, 16, JSON_THROW_ON_ERROR);
    $amount = $case['amount'];
    $order_id = $case['order_id'];
    $kazawalletApiKey = $case['api_key'];
    $kazawalletApiSecret = $case['api_secret'];

    $secretString = $amount . ':::' . $order_id . ':::' . $kazawalletApiKey;
    $hashDigest = hash('sha256', $secretString, true);
    $hmacDigest = hash_hmac('sha512', $hashDigest, $kazawalletApiSecret, true);
    $hmacDigestBase64 = base64_encode($hmacDigest);

    echo $hmacDigestBase64, "\n";
}
