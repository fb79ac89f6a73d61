using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Calls;
using Muutostieto.Interface.Pages;
using Muutostieto.Interface.Tests.Support;
using Muutostieto.Register.Sqlite;

namespace Muutostieto.Deliveries.Tests.Convergence;

/// <summary>
/// The interface of a register, without a network: it answers calls as the real one, in pages of random sizes, and now and then not at all,
/// not wholly, or later.
/// </summary>
internal sealed class LifeSource(LifeRegister life, DisclosureTerms terms, TimeProvider clock, Random random) : HttpMessageHandler
{
    private const int Kept = 40;

    /// <summary>One call in so many is not answered well; 0: all are.</summary>
    internal int OneFaultIn { get; set; }

    /// <summary>The last calls and answers, for messages.</summary>
    internal Queue<string> Said { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (OneFaultIn > 0 && random.Next(OneFaultIn) == 0)
        {
            switch (random.Next(4))
            {
                case 0:
                    var busy = new HttpResponseMessage(HttpStatusCode.TooManyRequests);
                    busy.Headers.RetryAfter = new RetryConditionHeaderValue(TimeSpan.FromMilliseconds(1));
                    return busy;
                case 1: return new HttpResponseMessage(HttpStatusCode.BadGateway);
                case 2: throw new HttpRequestException("reset");
                default: throw new OperationCanceledException("stopped");
            }
        }

        var answer = await AnswerAsync(request, cancellationToken).ConfigureAwait(false);
        if (OneFaultIn > 0 && random.Next(OneFaultIn) == 0)
        {
            answer = answer[..random.Next(answer.Length)];
        }

        return new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(answer) };
    }

    private async Task<byte[]> AnswerAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        var limits = new CallLimits { Page = new PageLimits { Persons = random.Next(1, 5), Entries = random.Next(1, 20) } };
        var calls = new InterfaceCalls(
            new SingleRegister(() => SqliteRegister.OpenRead(life.Path)), Mapped.Catalog, new NoAudit(), clock, limits);
        var caller = new Caller("test", terms);
        using var sent = new MemoryStream();
        var answer = PipeWriter.Create(sent, new StreamPipeWriterOptions(leaveOpen: true));
        var body = request.Content is { } content ? await content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false) : [];
        var reader = PipeReader.Create(new ReadOnlySequence<byte>(body));
        var parts = request.RequestUri!.AbsolutePath.Split('/');
        _ = parts[^1] switch
        {
            "muutokset" => await calls.ChangesAsync(caller, reader, answer, cancellation).ConfigureAwait(false),
            "perustiedot" => await calls.BaseAsync(caller, reader, answer, cancellation).ConfigureAwait(false),
            "perustiedot-vko" => await calls.WeeklyBaseAsync(caller, reader, answer, cancellation).ConfigureAwait(false),
            var day => await calls.KeyAsync(day, answer, cancellation).ConfigureAwait(false),
        };
        await answer.CompleteAsync().ConfigureAwait(false);
        Said.Enqueue($"{parts[^1]} {Encoding.UTF8.GetString(body)}{Environment.NewLine}  {Encoding.UTF8.GetString(sent.ToArray())}");
        while (Said.Count > Kept)
        {
            Said.Dequeue();
        }

        return sent.ToArray();
    }

    private sealed class NoAudit : IAnswerAudit
    {
        public ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation) => default;
    }
}
