using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Muutostieto.Server.Interface;

/// <summary>
/// A kind of error answer (RFC 9457). A written contract: a type keeps its name and status. The body repeats nothing that a client sent.
/// </summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Name">The last part of its type.</param>
/// <param name="Title">The same words each time.</param>
internal sealed record Problem(int Status, string Name, string Title)
{
    private const string Types = "urn:muutostieto:problem:";

    internal static Problem Malformed { get; } = new(400, "malformed-request", "The request is not what the call expects.");

    internal static Problem Credentials { get; } = new(401, "credentials", "Valid credentials are required.");

    internal static Problem Client { get; } = new(403, "client-not-allowed", "This client may not use this connection.");

    internal static Problem NotFound { get; } = new(404, "no-such-call", "There is no such call.");

    internal static Problem Method { get; } = new(405, "method-not-allowed", "The call has another method.");

    internal static Problem TooSlow { get; } = new(408, "request-timeout", "The request did not come in time.");

    internal static Problem KeyBeyondHead { get; } = new(409, "key-beyond-head", "The register has not given this key.");

    internal static Problem KeyBeforeLoad { get; } = new(409, "key-before-load", "No page has the persons of the register's load.");

    internal static Problem TooLarge { get; } = new(413, "body-too-large", "The body is larger than any that is answered.");

    internal static Problem Attempts { get; } = new(429, "credentials-attempts", "There were too many wrong credentials.");

    internal static Problem Quota { get; } = new(429, "quota", "The connection has made as many calls as it may for now.");

    internal static Problem Fault { get; } = new(500, "fault", "An error of the service itself.");

    internal static Problem Away { get; } = new(503, "unavailable", "The service cannot answer now.");

    internal static Problem Busy { get; } = new(503, "busy", "Too much is asked at once.");

    internal static IReadOnlyList<Problem> All { get; } =
    [
        Malformed,
        Credentials,
        Client,
        NotFound,
        Method,
        TooSlow,
        KeyBeyondHead,
        KeyBeforeLoad,
        TooLarge,
        Attempts,
        Quota,
        Fault,
        Away,
        Busy,
    ];

    internal string Type => Types + Name;

    /// <summary>Answers with it.</summary>
    /// <param name="context">Its answer has not begun.</param>
    /// <param name="detail">What is wrong in this case, without a value of the request; null: the title says it.</param>
    /// <param name="place">Where in the request; null: nowhere.</param>
    /// <param name="retryAfter">Seconds after which to ask again; null: asking again does not help.</param>
    internal async Task WriteAsync(HttpContext context, string? detail, string? place, int? retryAfter)
    {
        var response = context.Response;
        (response.StatusCode, response.ContentType) = (Status, "application/problem+json");
        if (retryAfter is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        if (this == Credentials)
        {
            response.Headers.WWWAuthenticate = "Basic realm=\"muutosrajapinta\", charset=\"UTF-8\"";
        }

        var body = Json(detail, place);
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body, CancellationToken.None).ConfigureAwait(false);
    }

    private byte[] Json(string? detail, string? place)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", Type);
            json.WriteString("title", Title);
            json.WriteNumber("status", Status);
            WriteIfAny(json, "detail", detail);
            WriteIfAny(json, "place", place);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void WriteIfAny(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
