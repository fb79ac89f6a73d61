using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>Reads the bodies of calls. Refuses what the call does not expect, with the place.</summary>
internal sealed class RequestReader(CallLimits limits)
{
    private const string Key = "viimeisinKirjausavain";
    private const string Codes = "hetulista";
    private const string Groups = "tietoryhmat";
    private const string Municipalities = "kuntakoodit";
    private const string Body = "body";

    /// <summary>Smallest size assumed of one value; an identity code with quotes and comma takes 14.</summary>
    private const int BytesOfCode = 8;
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 4 };

    /// <summary>Reads <c>{"viimeisinKirjausavain":…,"hetulista":[…]}</c>; codes may be missing where the caller has an area.</summary>
    public async Task<ChangesRequest> ReadChangesAsync(PipeReader body, bool isList, CancellationToken cancellation)
    {
        using var request = await ReadAsync(body, cancellation).ConfigureAwait(false);
        var properties = PropertiesOf(request.RootElement, [Key, Codes]);
        if (!properties.TryGetValue(Key, out var key))
        {
            throw Malformed(Key, "missing; expected the key of the last answer");
        }

        if (key.ValueKind != JsonValueKind.Number || !key.TryGetInt64(out var from) || from < 0)
        {
            throw Malformed(Key, "expected a whole number, 0 or more");
        }

        if (!properties.TryGetValue(Codes, out var codes))
        {
            return isList
                ? throw Malformed(Codes, "missing; this connection is asked by identity codes")
                : new ChangesRequest(new JournalKey(from), null);
        }

        return new ChangesRequest(new JournalKey(from), CodesOf(codes));
    }

    /// <summary>Reads <c>{"hetulista":[…],"tietoryhmat":[…]}</c>.</summary>
    public async Task<BaseRequest> ReadBaseAsync(PipeReader body, CancellationToken cancellation)
    {
        using var request = await ReadAsync(body, cancellation).ConfigureAwait(false);
        var properties = PropertiesOf(request.RootElement, [Codes, Groups]);
        return properties.TryGetValue(Codes, out var codes)
            ? new BaseRequest(FewCodesOf(codes), null, GroupsOf(properties))
            : throw Malformed(Codes, "missing; expected the identity codes of those whose data are asked for");
    }

    /// <summary>Reads the same, or <c>{"kuntakoodit":[…]}</c> in the place of codes.</summary>
    public async Task<BaseRequest> ReadWeeklyAsync(PipeReader body, bool isList, CancellationToken cancellation)
    {
        using var request = await ReadAsync(body, cancellation).ConfigureAwait(false);
        var properties = PropertiesOf(request.RootElement, [Codes, Groups, Municipalities]);
        var hasCodes = properties.TryGetValue(Codes, out var codes);
        var hasMunicipalities = properties.TryGetValue(Municipalities, out var municipalities);
        return (hasCodes, hasMunicipalities) switch
        {
            (true, true) => throw Malformed(Municipalities, $"expected without {Codes}: one of the two"),
            (false, false) => throw Malformed(Codes, $"missing; expected it, or {Municipalities}"),
            (true, _) => new BaseRequest(FewCodesOf(codes), null, GroupsOf(properties)),
            _ when isList => throw Malformed(Municipalities, "this connection is asked by identity codes and has no area"),
            _ => new BaseRequest(
                null,
                [.. TextsOf(Municipalities, municipalities, mayLack: false).Where(IsMunicipality).Distinct()],
                GroupsOf(properties)),
        };

        static bool IsMunicipality(string code) =>
            code.Length == 3 && code.All(char.IsAsciiDigit)
                ? true
                : throw Malformed(Municipalities, "expected codes of three digits");
    }

    private async Task<JsonDocument> ReadAsync(PipeReader body, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellation).ConfigureAwait(false);
            if (read.Buffer.Length > limits.BodyBytes)
            {
                body.AdvanceTo(read.Buffer.End);
                throw new CallException(CallRefusal.TooLarge, Body, $"more than {limits.BodyBytes} bytes");
            }

            if (!read.IsCompleted)
            {
                body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                var json = read.Buffer.ToArray();
                LimitValues(json);
                return JsonDocument.Parse(json, Options);
            }
            catch (JsonException error)
            {
                throw Malformed(Body, $"not JSON at line {error.LineNumber + 1}, byte {error.BytePositionInLine + 1}");
            }
            finally
            {
                body.AdvanceTo(read.Buffer.End);
            }
        }
    }

    /// <summary>
    /// A document in memory takes twelve bytes a value: of the shortest ones a body has so many that it would take six times its own.
    /// </summary>
    private void LimitValues(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = Options.MaxDepth });
        for (var left = limits.BodyBytes / BytesOfCode; reader.Read(); left--)
        {
            if (left == 0)
            {
                throw new CallException(CallRefusal.TooLarge, Body, $"more than {limits.BodyBytes / BytesOfCode} values");
            }
        }
    }

    private static Dictionary<string, JsonElement> PropertiesOf(JsonElement request, string[] known)
    {
        if (request.ValueKind != JsonValueKind.Object)
        {
            throw Malformed(Body, "expected an object");
        }

        var properties = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var (place, property) in request.EnumerateObject().Index())
        {
            if (!known.Contains(property.Name))
            {
                // The name may be anything, an identity code too: it is not repeated.
                throw Malformed(Body, $"property {place + 1} is unknown; expected {string.Join(", ", known)}");
            }

            if (!properties.TryAdd(property.Name, property.Value))
            {
                throw Malformed(property.Name, "given twice");
            }
        }

        return properties;
    }

    private HashSet<string> FewCodesOf(JsonElement codes) =>
        CodesOf(codes) is var few && few.Count <= limits.BaseCodes
            ? few
            : throw Malformed(Codes, $"{few.Count} codes; at most {limits.BaseCodes} at a time");

    /// <summary>Clients send nulls and blanks among the codes: they are skipped.</summary>
    private static HashSet<string> CodesOf(JsonElement codes) =>
        [.. TextsOf(Codes, codes, mayLack: true).Select(code => code.Trim()).Where(code => code.Length > 0)];

    private static HashSet<string>? GroupsOf(Dictionary<string, JsonElement> properties) =>
        properties.TryGetValue(Groups, out var groups) ? [.. TextsOf(Groups, groups, mayLack: false)] : null;

    private static IEnumerable<string> TextsOf(string name, JsonElement list, bool mayLack)
    {
        if (list.ValueKind != JsonValueKind.Array)
        {
            throw Malformed(name, "expected an array");
        }

        var place = 0;
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.String && TryText(item, out var text))
            {
                yield return text;
            }
            else if (!(mayLack && item.ValueKind == JsonValueKind.Null))
            {
                throw Malformed($"{name}[{place}]", "expected a text");
            }

            place++;
        }
    }

    /// <summary>False for an escape that is half a surrogate pair.</summary>
    private static bool TryText(JsonElement item, out string text)
    {
        try
        {
            text = item.GetString()!;
            return true;
        }
        catch (InvalidOperationException)
        {
            text = "";
            return false;
        }
    }

    private static CallException Malformed(string place, string message) => new(CallRefusal.Malformed, place, message);
}
