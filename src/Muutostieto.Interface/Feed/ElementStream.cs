using System.Text.Json;

namespace Muutostieto.Interface.Feed;

/// <summary>
/// Reads an answer as it comes, one element of its list after another, so that an answer of any size takes the memory of one element.
/// </summary>
/// <param name="stream">The answer.</param>
/// <param name="list">The name of the list.</param>
/// <param name="silence">How long the stream may give nothing, or next to nothing.</param>
/// <param name="clock">Measures that.</param>
internal sealed class ElementStream(Stream stream, string list, TimeSpan silence, TimeProvider clock)
{
    private const int FirstSize = 1 << 16;
    private const int LargestElement = 1 << 26;

    /// <summary>The least that has to come in the time in which the stream may be silent.</summary>
    private const int LeastOfPeriod = 1024;
    private const int MostTexts = 16;

    private readonly Dictionary<string, string> texts = [];
    private byte[] buffer = new byte[FirstSize];
    private JsonReaderState state;
    private bool isInList;
    private bool isOver;
    private bool hasList;
    private long period = clock.GetTimestamp();
    private long inPeriod;

    /// <summary>The texts beside the list, once everything has been read.</summary>
    public IReadOnlyDictionary<string, string> Texts => texts;

    /// <summary>Shows every element, which may not be kept.</summary>
    /// <exception cref="SourceBusyException">The answer ended in the middle, or nothing came of it for too long.</exception>
    /// <exception cref="FormatException">It is no such answer.</exception>
    public async Task ReadAsync(Action<JsonElement> visit, CancellationToken cancellation)
    {
        var length = 0;
        while (!isOver)
        {
            if (length == buffer.Length)
            {
                Array.Resize(
                    ref buffer,
                    length < LargestElement ? length * 2 : throw new FormatException($"{list}: an element is too large"));
            }

            var read = await ReadAsync(length, cancellation).ConfigureAwait(false);
            if (read == 0)
            {
                throw new SourceBusyException("its answer ended in the middle");
            }

            length += read;
            RequirePace(read);
            var consumed = Take(length, visit);
            buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
            length -= consumed;
        }

        if (!hasList)
        {
            throw new FormatException($"{list}: expected a list");
        }
    }

    private async Task<int> ReadAsync(int at, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(silence);
        try
        {
            return await stream.ReadAsync(buffer.AsMemory(at), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new SourceBusyException("nothing more of its answer came");
        }
        catch (IOException failure)
        {
            throw new SourceBusyException("its answer ended in the middle", inner: failure);
        }
    }

    /// <summary>A stream that drips is as good as a silent one.</summary>
    private void RequirePace(int read)
    {
        inPeriod += read;
        if (clock.GetElapsedTime(period) < silence)
        {
            return;
        }

        if (inPeriod < LeastOfPeriod)
        {
            throw new SourceBusyException("its answer comes too slowly");
        }

        (period, inPeriod) = (clock.GetTimestamp(), 0);
    }

    /// <returns>How many bytes were used up.</returns>
    private int Take(int length, Action<JsonElement> visit)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(0, length), isFinalBlock: false, state);
        try
        {
            for (var before = reader; reader.Read(); before = reader)
            {
                if (!(isInList ? TakeElement(ref reader, visit) : TakeProperty(ref reader)))
                {
                    reader = before;
                    break;
                }
            }
        }
        catch (JsonException failure)
        {
            throw new FormatException("the answer is no JSON", failure);
        }

        state = reader.CurrentState;
        return (int)reader.BytesConsumed;
    }

    /// <returns>False when more is needed.</returns>
    private bool TakeElement(ref Utf8JsonReader reader, Action<JsonElement> visit)
    {
        if (reader.TokenType == JsonTokenType.EndArray)
        {
            isInList = false;
            return true;
        }

        var start = (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
        {
            return false;
        }

        using var element = JsonDocument.Parse(buffer.AsMemory(start, (int)reader.BytesConsumed - start));
        visit(element.RootElement);
        return true;
    }

    private bool TakeProperty(ref Utf8JsonReader reader)
    {
        switch (reader)
        {
            case { CurrentDepth: 0, TokenType: JsonTokenType.StartObject }:
                return true;
            case { CurrentDepth: 0, TokenType: JsonTokenType.EndObject }:
                isOver = true;
                return true;
            case { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName }:
                return TakeValue(TextOf(in reader), ref reader);
            default:
                throw new FormatException("the answer is no object");
        }
    }

    private bool TakeValue(string name, ref Utf8JsonReader reader)
    {
        if (!reader.Read())
        {
            return false;
        }

        if (name == list)
        {
            isInList = hasList = reader.TokenType == JsonTokenType.StartArray;
            return isInList ? true : throw new FormatException($"{list}: expected a list");
        }

        if (reader.TokenType == JsonTokenType.String && texts.Count < MostTexts)
        {
            texts[name] = TextOf(in reader);
        }

        return reader.TrySkip();
    }

    private static string TextOf(in Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException failure)
        {
            throw new FormatException("the answer has a text that is no Unicode", failure);
        }
    }
}
