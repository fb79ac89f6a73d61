using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Muutostieto.Server.SelfService.Words;

namespace Muutostieto.Server.SelfService.Http;

/// <summary>
/// Reads forms. Of one with a file, the fields are read and the file is left to its reader, so that no upload is kept before its token and
/// its right are checked.
/// </summary>
internal static class FormReader
{
    private const int MostFields = 1_000;
    private const int LongestField = 32 * 1024;
    private const int LongestFields = 64 * 1024;
    private const int LongestBoundary = 100;

    /// <exception cref="SendingException">It is no form, or too large.</exception>
    internal static async Task<SentForm> ReadAsync(HttpContext context, Need need)
    {
        var type = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var parsed) ? parsed.MediaType.Value : null;
        try
        {
            return type switch
            {
                "application/x-www-form-urlencoded" when !need.TakesFile => await ReadFieldsAsync(context).ConfigureAwait(false),
                "multipart/form-data" when need.TakesFile => await ReadPartsAsync(context, parsed!).ConfigureAwait(false),
                _ => throw new SendingException(StatusCodes.Status415UnsupportedMediaType, Notice.Unreadable),
            };
        }
        catch (Exception broken) when (broken is InvalidDataException or (IOException and not BadHttpRequestException))
        {
            throw new SendingException(StatusCodes.Status400BadRequest, Notice.Unreadable);
        }
    }

    private static async Task<SentForm> ReadFieldsAsync(HttpContext context)
    {
        var form = await context.Request
            .ReadFormAsync(
                new FormOptions { ValueCountLimit = MostFields, ValueLengthLimit = LongestField, KeyLengthLimit = 100 },
                context.RequestAborted)
            .ConfigureAwait(false);
        return new SentForm(
            form.ToDictionary(
                field => field.Key, IReadOnlyList<string> (field) => [.. field.Value.OfType<string>()], StringComparer.Ordinal),
            null);
    }

    private static async Task<SentForm> ReadPartsAsync(HttpContext context, MediaTypeHeaderValue type)
    {
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > LongestBoundary)
        {
            throw new SendingException(StatusCodes.Status400BadRequest, Notice.Unreadable);
        }

        var parts = new MultipartReader(boundary, context.Request.Body) { HeadersLengthLimit = 8 * 1024 };
        var fields = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        for (var (count, length) = (0, 0); ;)
        {
            var part = await parts.ReadNextSectionAsync(context.RequestAborted).ConfigureAwait(false);
            if (part is null)
            {
                return Form(fields, null);
            }

            if (!ContentDispositionHeaderValue.TryParse(part.ContentDisposition, out var disposition))
            {
                throw new SendingException(StatusCodes.Status400BadRequest, Notice.Unreadable);
            }

            if (disposition.IsFileDisposition())
            {
                return Form(fields, new SentFile(NameOf(disposition), new PartBody(part.Body)));
            }

            var value = await ReadFieldAsync(part.Body, context.RequestAborted).ConfigureAwait(false);
            (count, length) = (count + 1, length + value.Length);
            if (count > MostFields || length > LongestFields)
            {
                throw new SendingException(StatusCodes.Status413PayloadTooLarge, Notice.TooLarge);
            }

            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (!fields.TryGetValue(name, out var values))
            {
                fields.Add(name, values = []);
            }

            values.Add(value);
        }
    }

    private static async Task<string> ReadFieldAsync(Stream body, CancellationToken cancellation)
    {
        var buffer = new byte[LongestField + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
        return length <= LongestField
            ? Encoding.UTF8.GetString(buffer, 0, length)
            : throw new SendingException(StatusCodes.Status413PayloadTooLarge, Notice.TooLarge);
    }

    /// <summary>Without folders, which some browsers send; the last part of whatever was sent.</summary>
    private static string NameOf(ContentDispositionHeaderValue disposition)
    {
        var name = HeaderUtilities.RemoveQuotes(disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName).Value;
        return name?[(name.LastIndexOfAny(['/', '\\']) + 1)..] ?? "";
    }

    private static SentForm Form(Dictionary<string, List<string>> fields, SentFile? file) => new(
        fields.ToDictionary(field => field.Key, IReadOnlyList<string> (field) => field.Value, StringComparer.Ordinal), file);
}
