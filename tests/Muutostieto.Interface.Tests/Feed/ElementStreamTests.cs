using System.Text;
using Muutostieto.Interface.Feed;

namespace Muutostieto.Interface.Tests.Feed;

/// <summary>An answer is read element by element, however its bytes come.</summary>
public sealed class ElementStreamTests
{
    private const string List = "perustiedot";

    private const string Answer = """
        { "ajanTasalla": true, "ohi": { "perustiedot": [ 9 ], "sisalla": [ [ ] ] }, "tyhja": null, "luku": -1.5e3,
          "perustiedot": [ { "a": "1 ] }", "b": [ { } ] }, 17, "ä\"[", [ [ 2 ] ], true, null, { } ],
          "muuta": [ { "c": "x" } ], "poimintapv": "2026-06-07" }
        """;

    private static readonly string[] Elements =
        ["""{ "a": "1 ] }", "b": [ { } ] }""", "17", "\"ä\\\"[\"", "[ [ 2 ] ]", "true", "null", "{ }"];

    [Test]
    public async Task Elements_are_the_same_whatever_the_size_of_chunks([Range(1, 24)] int chunk)
    {
        var (elements, texts) = await ReadAsync(Encoding.UTF8.GetBytes(Answer), chunk).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(elements, Is.EqualTo(Elements));
            Assert.That(texts, Is.EqualTo(new Dictionary<string, string> { ["poimintapv"] = "2026-06-07" }));
        });
    }

    [Test]
    public async Task An_answer_that_is_cut_anywhere_is_asked_for_again()
    {
        var bytes = Encoding.UTF8.GetBytes(Answer.Trim());
        for (var length = 0; length < bytes.Length; length++)
        {
            var cut = bytes[..length];
            await Assert.ThrowsAsync<SourceBusyException>(() => ReadAsync(cut, 7), $"{length} bytes").ConfigureAwait(false);
        }
    }

    [TestCase(65_535)]
    [TestCase(65_536)]
    [TestCase(300_000)]
    public async Task An_element_may_be_larger_than_the_buffer(int size)
    {
        var large = "\"" + new string('x', size) + "\"";
        var bytes = Encoding.UTF8.GetBytes($$"""{"perustiedot":[1,{{large}},2,{{large}}],"poimintapv":"p"}""");
        var (elements, texts) = await ReadAsync(bytes, 4096).ConfigureAwait(false);
        Assert.Multiple(() =>
        {
            Assert.That(elements, Is.EqualTo(new[] { "1", large, "2", large }));
            Assert.That(texts["poimintapv"], Is.EqualTo("p"));
        });
    }

    [TestCase("{}")]
    [TestCase("""{"muutokset":[]}""")]
    [TestCase("""{"perustiedot":{}}""")]
    [TestCase("""{"perustiedot":null}""")]
    [TestCase("[]")]
    [TestCase("17 ")]
    [TestCase("<html>")]
    [TestCase("""{"perustiedot":[1 2]}""")]
    public async Task What_is_no_such_answer_is_refused(string answer) =>
        await Assert.ThrowsAsync<FormatException>(() => ReadAsync(Encoding.UTF8.GetBytes(answer), 3)).ConfigureAwait(false);

    [Test]
    public async Task A_stream_that_falls_silent_is_asked_for_again()
    {
        var stream = new ElementStream(new SilentStream(), List, TimeSpan.FromMilliseconds(1), TimeProvider.System);
        await Assert.ThrowsAsync<SourceBusyException>(() => stream.ReadAsync(_ => { }, CancellationToken.None)).ConfigureAwait(false);
    }

    [Test]
    public async Task A_stream_that_drips_is_as_good_as_a_silent_one()
    {
        var stream = new ElementStream(new DrippingStream(), List, TimeSpan.FromMilliseconds(50), TimeProvider.System);
        await Assert.ThrowsAsync<SourceBusyException>(() => stream.ReadAsync(_ => { }, CancellationToken.None)).ConfigureAwait(false);
    }

    [Test]
    public async Task A_stop_is_no_silence()
    {
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync().ConfigureAwait(false);
        var stream = new ElementStream(new SilentStream(), List, TimeSpan.FromMinutes(1), TimeProvider.System);
        await Assert.ThatAsync(() => stream.ReadAsync(_ => { }, stop.Token), Throws.InstanceOf<OperationCanceledException>())
            .ConfigureAwait(false);
    }

    private static async Task<(List<string> Elements, IReadOnlyDictionary<string, string> Texts)> ReadAsync(byte[] answer, int chunk)
    {
        var elements = new List<string>();
        var stream = new ElementStream(new ChunkStream(answer, chunk), List, TimeSpan.FromMinutes(1), TimeProvider.System);
        await stream.ReadAsync(element => elements.Add(element.GetRawText()), CancellationToken.None).ConfigureAwait(false);
        return (elements, stream.Texts);
    }

    private sealed class ChunkStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }

    private sealed class DrippingStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(1, cancellationToken).ConfigureAwait(false);
            buffer.Span[0] = (byte)' ';
            return 1;
        }
    }

    private sealed class SilentStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
            return 0;
        }
    }
}
