<?php
/* KazaDesk's mailbox {{VERSION}}: it keeps every webhook posted to it until KazaDesk has pulled it.
 *
 * Put this one file on your web space. Webhooks go to  …/inbox.php/<write token>  (or  …/inbox.php?<write token>).
 * KazaDesk reads from  …/inbox.php  with the read key. Only hashes of both are in here. It answers JSON and plain
 * text alone, and keeps what arrives in a folder beside itself, whose random name nobody can guess.
 * Needs PHP 7.4 or newer; without the SQLite3 extension it appends to files.
 */
declare(strict_types=1);

const VERSION = '{{VERSION}}';
const TOKEN_HASH = '{{TOKEN_HASH}}';
const KEY_HASH = '{{KEY_HASH}}';
const MAX_BODY = 65536;
const MAX_HEADERS = 65536;
const MAX_STRAYS = 1000;
const MAX_CURSOR = 4503599627370496;
const MOST_LINES = 1000;
const PAGE_BYTES = 4194304;
const KEPT_DAYS = 90;
const SEGMENT_BYTES = 4194304;
const FREE_MISTAKES = 10;
const LINE_JSON = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR;

// ── what both stores share ──

function utc(float $moment): string
{
    $whole = (int) floor($moment);
    return gmdate('Y-m-d\TH:i:s', $whole) . sprintf('.%03dZ', (int) (($moment - $whole) * 1000));
}

/* Bytes of a header or path as text: each byte is the character of its number. */
function text_of(string $bytes): string
{
    return preg_replace_callback('/[\x80-\xff]/', function (array $found): string {
        $code = ord($found[0]);
        return chr(0xC0 | ($code >> 6)) . chr(0x80 | ($code & 0x3F));
    }, $bytes);
}

function line_of(array $post): string
{
    $fields = ['id' => $post['id'], 'at' => $post['at'], 'peer' => $post['peer'], 'path' => $post['path'],
        'headers' => $post['headers']];
    if (preg_match('//u', $post['body']) === 1) {
        $fields['body'] = $post['body'];
    } else {
        $fields['body_base64'] = base64_encode($post['body']);
    }
    return json_encode($fields, LINE_JSON) . "\n";
}

/* An id is the time in microseconds, or one more than the last: so it grows also after the store was restored from a
 * backup, when counting on would give the same ids to other posts. */
function next_id(int $last): int
{
    return max($last + 1, (int) (microtime(true) * 1000000));
}

function gap_line(int $before, int $after): string
{
    return json_encode(['gap' => ['after' => $before, 'upto' => $after]]) . "\n";
}

/* Whatever PHP warns of while it keeps a post is a failure to keep it. */
function strictly(): void
{
    set_error_handler(function (int $level, string $message): bool {
        if (error_reporting() & $level) {
            throw new RuntimeException($message);
        }
        return true;
    }, E_ALL & ~E_DEPRECATED);
    set_exception_handler(function (Throwable $error): void {
        error_log('KazaDesk inbox: ' . $error->getMessage());
        refuse(500, 'inbox_unavailable');
    });
}

// ── SQLite: one file, each commit synced to the disk ──

final class SqliteStore
{
    private SQLite3 $database;

    public function __construct(string $folder)
    {
        $this->database = new SQLite3("$folder/mailbox.db");
        $this->database->enableExceptions(true);
        $this->database->busyTimeout(15000);
        $this->database->exec('PRAGMA synchronous = EXTRA');
        if ($this->one("SELECT count(*) FROM sqlite_master WHERE name = 'meta'") === 0) {
            $columns = '(id INTEGER PRIMARY KEY, at TEXT NOT NULL, peer TEXT NOT NULL, path TEXT NOT NULL,'
                . ' headers TEXT NOT NULL, body BLOB NOT NULL)';
            $this->writing(function () use ($columns): void {
                $this->database->exec("CREATE TABLE IF NOT EXISTS posts $columns;"
                    . " CREATE TABLE IF NOT EXISTS strays $columns;"
                    . ' CREATE TABLE IF NOT EXISTS meta (one INTEGER PRIMARY KEY CHECK (one = 1),'
                    . ' floor INTEGER NOT NULL, read_upto INTEGER NOT NULL, deleted_upto INTEGER NOT NULL,'
                    . ' tidied INTEGER NOT NULL);'
                    . ' INSERT OR IGNORE INTO meta VALUES (1, 0, 0, 0, 0)');
            });
        }
    }

    public function add(array $post): void
    {
        $this->writing(function () use ($post): void {
            $this->insert('posts', $post);
        });
    }

    public function add_stray(array $post): void
    {
        $this->writing(function () use ($post): void {
            $this->insert('strays', $post);
            $this->database->exec('DELETE FROM strays WHERE id <= ifnull((SELECT id FROM strays ORDER BY id DESC'
                . ' LIMIT 1 OFFSET ' . MAX_STRAYS . '), 0)');
        });
    }

    public function note_read(int $after): void
    {
        if ($this->one("SELECT floor >= $after FROM meta") === 1) {
            return;
        }
        $this->writing(function () use ($after): void {
            $this->database->exec("UPDATE meta SET floor = max(floor, $after), read_upto = CASE WHEN EXISTS"
                . " (SELECT 1 FROM posts WHERE id = $after) THEN max(read_upto, $after) ELSE read_upto END");
        });
    }

    public function forget_old(): void
    {
        $now = time();
        if ($this->one('SELECT tidied FROM meta') > $now - 3600) {
            return;
        }
        $this->writing(function () use ($now): void {
            $old = utc($now - KEPT_DAYS * 86400);
            $gone = "id IN (SELECT id FROM posts WHERE id <= (SELECT read_upto FROM meta) ORDER BY id LIMIT 500)"
                . " AND at < '$old'";
            $this->database->exec("UPDATE meta SET tidied = $now,"
                . " deleted_upto = max(deleted_upto, ifnull((SELECT max(id) FROM posts WHERE $gone), 0));"
                . " DELETE FROM posts WHERE $gone; DELETE FROM strays WHERE at < '$old'");
        });
    }

    public function gap(int $after): string
    {
        $row = $this->database->querySingle("SELECT EXISTS (SELECT 1 FROM posts WHERE id = $after) AS here,"
            . " ifnull((SELECT max(id) FROM posts WHERE id < $after), 0) AS before, deleted_upto FROM meta", true);
        if ($row['here'] || $row['deleted_upto'] === $after) {
            return '';
        }
        return gap_line(max($row['before'], min($row['deleted_upto'], $after)), $after);
    }

    public function page(int $after, int $limit, bool $strays): Generator
    {
        $table = $strays ? 'strays' : 'posts';
        $rows = $this->database->query("SELECT * FROM $table WHERE id > $after ORDER BY id LIMIT $limit");
        while ($row = $rows->fetchArray(SQLITE3_ASSOC)) {
            $row['headers'] = json_decode($row['headers'], true);
            yield line_of($row);
        }
    }

    public function health(): array
    {
        $row = $this->database->querySingle('SELECT count(*) AS count, ifnull(max(id), 0) AS newest_id,'
            . ' (SELECT at FROM posts ORDER BY id DESC LIMIT 1) AS newest_at FROM posts', true);
        return $row;
    }

    private function insert(string $table, array $post): void
    {
        $last = $this->one("SELECT max(ifnull((SELECT max(id) FROM $table), 0), floor, deleted_upto) FROM meta");
        $insert = $this->database->prepare("INSERT INTO $table VALUES (:id, :at, :peer, :path, :headers, :body)");
        $insert->bindValue(':id', next_id($last), SQLITE3_INTEGER);
        foreach (['at', 'peer', 'path'] as $name) {
            $insert->bindValue(":$name", $post[$name], SQLITE3_TEXT);
        }
        $insert->bindValue(':headers', json_encode($post['headers'], LINE_JSON), SQLITE3_TEXT);
        $insert->bindValue(':body', $post['body'], SQLITE3_BLOB);
        $insert->execute();
    }

    private function writing(callable $job): void
    {
        $this->database->exec('BEGIN IMMEDIATE');
        try {
            $job();
            $this->database->exec('COMMIT');
        } catch (Throwable $error) {
            try {
                $this->database->exec('ROLLBACK');
            } catch (Throwable $ended) {  // SQLite has rolled back by itself
            }
            throw $error;
        }
    }

    private function one(string $sql): int
    {
        return (int) $this->database->querySingle($sql);
    }
}

// ── Files: lines are only appended, under a lock; each has a checksum, so that a torn one is seen ──

final class FileStore
{
    const HEAD = "<?php exit; ?>\n";  // whoever asks the web server for such a file gets nothing
    private string $folder;
    private $lock;

    public function __construct(string $folder)
    {
        $this->folder = $folder;
        $this->lock = fopen("$folder/lock", 'c');
        if (!flock($this->lock, LOCK_EX)) {
            throw new RuntimeException('no lock');
        }
    }

    public function add(array $post): void
    {
        $segments = $this->segments();
        $newest = end($segments);
        $state = $this->state();
        $last = max($state['floor'], $state['deleted_upto'], $newest === false ? 0 : $this->last_id($newest));
        $post['id'] = next_id($last);
        if ($newest === false || filesize($newest) > SEGMENT_BYTES) {
            $newest = sprintf('%s/posts-%016d.php', $this->folder, $post['id']);
        }
        $this->append($newest, $post);
    }

    public function add_stray(array $post): void
    {
        $file = "{$this->folder}/strays.php";
        $there = is_file($file);
        $post['id'] = next_id($there ? $this->last_id($file) : 0);
        $this->append($file, $post);
        $lines = file($file);
        if (count($lines) > MAX_STRAYS || filesize($file) > SEGMENT_BYTES) {
            $kept = array_slice($lines, -intdiv(MAX_STRAYS, 2));
            while (count($kept) > 1 && strlen(implode('', $kept)) > SEGMENT_BYTES / 2) {
                $kept = array_slice($kept, intdiv(count($kept), 2));
            }
            $this->replace($file, self::HEAD . implode('', $kept));
        }
    }

    public function note_read(int $after): void
    {
        $state = $this->state();
        $known = $this->has($after);
        if ($state['floor'] >= $after && (!$known || $state['read_upto'] >= $after)) {
            return;
        }
        $state['floor'] = max($state['floor'], $after);
        $state['read_upto'] = $known ? max($state['read_upto'], $after) : $state['read_upto'];
        $this->keep_state($state);
    }

    public function forget_old(): void
    {
        $segments = $this->segments();
        $state = $this->state();
        for ($i = 0; $i + 1 < count($segments); $i++) {
            $upto = $this->first_id($segments[$i + 1]) - 1;
            if ($upto > $state['read_upto'] || filemtime($segments[$i]) > time() - KEPT_DAYS * 86400) {
                return;
            }
            $state['deleted_upto'] = max($state['deleted_upto'], $this->last_id($segments[$i]));
            $this->keep_state($state);
            unlink($segments[$i]);
        }
    }

    public function gap(int $after): string
    {
        $state = $this->state();
        if ($after === $state['deleted_upto'] || $this->has($after)) {
            return '';
        }
        $before = min($state['deleted_upto'], $after);
        foreach ($this->posts(0) as $post) {
            if ($post['id'] >= $after) {
                break;
            }
            $before = max($before, $post['id']);
        }
        return gap_line($before, $after);
    }

    public function page(int $after, int $limit, bool $strays): Generator
    {
        $posts = $strays ? $this->posts_in("{$this->folder}/strays.php") : $this->posts($after);
        foreach ($posts as $post) {
            if ($post['id'] > $after) {
                yield line_of($post);
                if (--$limit === 0) {
                    return;
                }
            }
        }
    }

    public function health(): array
    {
        $health = ['count' => 0, 'newest_id' => 0, 'newest_at' => null];
        foreach ($this->posts(0) as $post) {
            $health = ['count' => $health['count'] + 1, 'newest_id' => $post['id'], 'newest_at' => $post['at']];
        }
        return $health;
    }

    private function has(int $id): bool
    {
        foreach ($this->posts($id - 1) as $post) {
            if ($post['id'] >= $id) {
                return $post['id'] === $id;
            }
        }
        return false;
    }

    private function segments(): array
    {
        $segments = glob("{$this->folder}/posts-*.php");
        sort($segments);
        return $segments;
    }

    private function first_id(string $segment): int
    {
        return (int) substr(basename($segment, '.php'), 6);
    }

    /* The posts of every segment that may hold one after $after. */
    private function posts(int $after): Generator
    {
        $segments = $this->segments();
        foreach ($segments as $i => $segment) {
            if (!isset($segments[$i + 1]) || $this->first_id($segments[$i + 1]) - 1 > $after) {
                yield from $this->posts_in($segment);
            }
        }
    }

    private function posts_in(string $file): Generator
    {
        $handle = is_file($file) ? fopen($file, 'rb') : false;
        while ($handle && ($line = fgets($handle)) !== false) {
            if ($post = $this->read_line($line)) {
                yield $post;
            }
        }
    }

    private function read_line(string $line): ?array
    {
        if (substr($line, -1) !== "\n" || substr($line, 0, 8) !== hash('crc32b', substr($line, 9, -1))) {
            return null;
        }
        $post = json_decode(substr($line, 9), true);
        $post['body'] = base64_decode($post['body']);
        return $post;
    }

    private function last_id(string $file): int
    {
        $handle = fopen($file, 'rb');
        fseek($handle, -min(filesize($file), 4 * (MAX_BODY + 2 * MAX_HEADERS)), SEEK_END);
        $lines = explode("\n", stream_get_contents($handle));
        foreach (array_reverse($lines) as $line) {
            if ($post = $this->read_line("$line\n")) {
                return $post['id'];
            }
        }
        return strpos($file, 'posts-') ? $this->first_id($file) : 0;
    }

    private function append(string $file, array $post): void
    {
        $post['body'] = base64_encode($post['body']);
        $json = json_encode($post, LINE_JSON);
        $handle = fopen($file, 'c+b');
        $size = fstat($handle)['size'];
        $new = ($size === 0 ? self::HEAD : '') . hash('crc32b', $json) . " $json\n";
        if ($size > 0) {
            fseek($handle, -1, SEEK_END);
            $new = (fgetc($handle) === "\n" ? '' : "\n") . $new;  // the last writer was killed in the middle of a line
        }
        fseek($handle, 0, SEEK_END);
        try {
            if (fwrite($handle, $new) !== strlen($new) || !fflush($handle) || !$this->sync($handle)) {
                throw new RuntimeException('not written');
            }
        } catch (Throwable $error) {
            @ftruncate($handle, $size);
            throw $error;
        }
        fclose($handle);
    }

    private function sync($handle): bool
    {
        return function_exists('fsync') ? fsync($handle) : true;  // PHP 8.1
    }

    private function state(): array
    {
        $file = "{$this->folder}/state.php";
        $kept = is_file($file) ? json_decode(substr(file_get_contents($file), strlen(self::HEAD)), true) : null;
        return $kept ?: ['floor' => 0, 'read_upto' => 0, 'deleted_upto' => 0];
    }

    private function keep_state(array $state): void
    {
        $this->replace("{$this->folder}/state.php", self::HEAD . json_encode($state));
    }

    private function replace(string $file, string $content): void
    {
        $handle = fopen("$file.new.php", 'wb');
        if (fwrite($handle, $content) !== strlen($content) || !fflush($handle) || !$this->sync($handle)) {
            throw new RuntimeException('not written');
        }
        fclose($handle);
        rename("$file.new.php", $file);
    }
}

// ── where it is kept ──

function folder(): string
{
    $find = function (): string {
        $found = glob(__DIR__ . '/.kazadesk-inbox-*', GLOB_ONLYDIR);
        sort($found);
        return $found[0] ?? '';
    };
    if ($folder = $find()) {
        return $folder;
    }
    $lock = fopen(__FILE__, 'rb');  // two first posts at once make one folder
    flock($lock, LOCK_EX);
    if ($folder = $find()) {
        return $folder;
    }
    $folder = __DIR__ . '/.kazadesk-inbox-' . bin2hex(random_bytes(16));
    $new = __DIR__ . '/.new-' . basename($folder);
    mkdir($new, 0700);
    file_put_contents("$new/index.html", '');
    file_put_contents("$new/.htaccess", "<IfModule mod_authz_core.c>\nRequire all denied\n</IfModule>\n"
        . "<IfModule !mod_authz_core.c>\nDeny from all\n</IfModule>\n");
    rename($new, $folder);
    return $folder;
}

function store()
{
    $folder = folder();
    return class_exists('SQLite3') ? new SqliteStore($folder) : new FileStore($folder);
}

// ── the answers ──

function answer(int $status, $content, array $headers = []): void
{
    http_response_code($status);
    header('Content-Type: ' . (is_string($content) ? 'text/plain' : 'application/json') . '; charset=utf-8');
    foreach ($headers as $header) {
        header($header);
    }
    echo is_string($content) ? $content : json_encode($content);
    exit;
}

function refuse(int $status, string $error): void
{
    answer($status, ['ok' => false, 'error' => $error]);
}

/* The token is the path's last part, or the query for servers that take no further path after a file. */
function may_write(): bool
{
    $path = rawurldecode(strtok($_SERVER['REQUEST_URI'] ?? '', '?') ?: '');
    $fits = false;
    foreach ([$path, $_SERVER['PATH_INFO'] ?? '', $_SERVER['QUERY_STRING'] ?? ''] as $given) {
        $parts = explode('/', rtrim($given, '/'));
        $fits = hash_equals(TOKEN_HASH, hash('sha256', strtolower((string) end($parts)))) || $fits;
    }
    return $fits;
}

function headers_received(): array
{
    $pairs = [];
    foreach (getallheaders() as $name => $value) {
        if (!in_array(strtolower((string) $name), ['cookie', 'x-inbox-key'], true)) {
            $pairs[] = [text_of((string) $name), text_of((string) $value)];
        }
    }
    return $pairs;
}

/* The body; PHP itself has read one that is multipart. */
function body_received(): string
{
    $declared = (int) ($_SERVER['CONTENT_LENGTH'] ?? 0);
    if ($declared > MAX_BODY) {
        refuse(413, 'at most ' . MAX_BODY . ' bytes');
    }
    $body = (string) file_get_contents('php://input', false, null, 0, MAX_BODY + 1);
    if (strlen($body) > MAX_BODY) {
        refuse(413, 'at most ' . MAX_BODY . ' bytes');
    }
    if ($body === '' && $_POST) {
        return http_build_query($_POST);
    }
    if ($body === '' && isset($_SERVER['HTTP_TRANSFER_ENCODING'])) {
        refuse(411, 'this server gives PHP no body without a Content-Length');
    }
    if (strlen($body) < $declared) {
        refuse(400, 'the body was cut off');
    }
    return $body;
}

function take(bool $kept): void
{
    $body = body_received();
    $headers = headers_received();
    $size = 0;
    foreach ($headers as $pair) {
        $size += strlen($pair[0]) + strlen($pair[1]);
    }
    if ($size > MAX_HEADERS) {
        refuse(431, 'at most ' . MAX_HEADERS . ' bytes of headers');
    }
    $post = ['at' => utc(microtime(true)), 'peer' => $_SERVER['REMOTE_ADDR'] ?? '',
        'path' => text_of($_SERVER['REQUEST_URI'] ?? ''), 'headers' => $headers, 'body' => $body];
    ignore_user_abort(true);
    try {
        $kept ? store()->add($post) : store()->add_stray($post);
    } catch (Throwable $error) {
        error_log('KazaDesk inbox: ' . $error->getMessage());
        if ($kept) {
            refuse(507, 'not kept: the disk refused');
        }
    }
    $kept ? answer(200, ['ok' => true]) : refuse(404, 'not found');
}

/* Guessing gets slow, one guess at a time: many would else take every process that PHP has. */
function slow_down(): void
{
    $file = @fopen(folder() . '/mistakes', 'c+');
    if (!$file || !flock($file, LOCK_EX | LOCK_NB)) {
        return;
    }
    $count = (int) stream_get_contents($file) + 1;
    rewind($file);
    fwrite($file, (string) min($count, FREE_MISTAKES + 1));
    fflush($file);
    if ($count > FREE_MISTAKES) {
        sleep(1);
    }
}

function number(string $name, int $usual, int $most): int
{
    $given = $_GET[$name] ?? (string) $usual;
    if (!is_string($given) || !preg_match('/\A[0-9]{1,16}\z/', $given) || (int) $given > $most) {
        refuse(400, 'after, limit and wait are whole numbers');
    }
    return (int) $given;
}

function read_out(string $kind): void
{
    $after = number('after', 0, MAX_CURSOR);
    $limit = min(number('limit', 500, PHP_INT_MAX), MOST_LINES);
    number('wait', 0, PHP_INT_MAX);  // not done here: it would hold a process that webhooks need
    if ($limit === 0) {
        refuse(400, 'after, limit and wait are whole numbers');
    }
    try {
        $store = store();
        if ($kind === 'health') {
            $free = function_exists('disk_free_space') ? @disk_free_space(__DIR__) : false;
            answer(200, ['version' => VERSION] + $store->health()
                + ['free_bytes' => $free === false ? null : (int) $free]);
        }
        $strays = $kind === 'strays';
        $text = '';
        if ($after > 0 && !$strays) {
            try {
                $store->note_read($after);
            } catch (Throwable $error) {  // a full disk can be read all the same
                error_log('KazaDesk inbox: ' . $error->getMessage());
            }
            $text = $store->gap($after);
        }
        foreach ($store->page($after, $limit, $strays) as $line) {
            $text .= $line;
            if (strlen($text) > PAGE_BYTES) {
                break;
            }
        }
        try {
            $store->forget_old();
        } catch (Throwable $error) {
            error_log('KazaDesk inbox: ' . $error->getMessage());
        }
    } catch (Throwable $error) {
        error_log('KazaDesk inbox: ' . $error->getMessage());
        refuse(503, 'inbox_unavailable');
    }
    header('Content-Type: application/x-ndjson');
    echo $text;
}

function serve(): void
{
    ini_set('display_errors', '0');
    header('X-Content-Type-Options: nosniff');
    header("Content-Security-Policy: default-src 'none'");
    header('Cache-Control: no-store');
    strictly();
    if (PHP_INT_SIZE < 8) {
        refuse(500, 'this needs 64-bit PHP');
    }
    $method = $_SERVER['REQUEST_METHOD'] ?? 'GET';
    $writes = may_write();
    if ($method === 'POST') {
        take($writes);
        return;
    }
    if ($writes) {
        answer(405, "This address takes webhooks by POST. There is nothing to see here.\n", ['Allow: POST']);
    }
    if ($method !== 'GET') {
        refuse(404, 'not found');
    }
    if (!hash_equals(KEY_HASH, hash('sha256', $_SERVER['HTTP_X_INBOX_KEY'] ?? ''))) {
        slow_down();
        refuse(403, 'wrong key');
    }
    $last = basename(strtok($_SERVER['REQUEST_URI'] ?? '', '?') ?: '');
    $kind = 'pull';
    foreach (['health', 'strays'] as $name) {
        $kind = $last === $name || isset($_GET[$name]) ? $name : $kind;
    }
    read_out($kind);
}

serve();
