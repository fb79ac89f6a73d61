using System.Buffers;
using System.Globalization;
using System.IO.Pipelines;
using System.Text.Json;
using Muutostieto.Disclosure;
using Muutostieto.Interface.Mapping;
using Muutostieto.Interface.Pages;
using Muutostieto.Records.Dates;
using Muutostieto.Register;

namespace Muutostieto.Interface.Calls;

/// <summary>
/// The calls of the interface without their transport: a body in, an answer out. Nothing leaves before it is judged by the orders of that
/// moment and recorded in the audit. For all threads at once.
/// </summary>
/// <remarks>
/// Content may come from a copy of the register that lags; how far the register is, and who is protected, is asked of the register itself.
/// A copy is read only when it has reached what the client may know of: its place never goes back.
/// </remarks>
/// <param name="source">Where the register is.</param>
/// <param name="catalog">The mapping.</param>
/// <param name="audit">Records each answer before it leaves.</param>
/// <param name="clock">Says which day it is.</param>
/// <param name="limits">How much a call may ask for.</param>
public sealed class InterfaceCalls(
    IRegisterSource source, InterfaceCatalog catalog, IAnswerAudit audit, TimeProvider clock, CallLimits limits)
{
    private const string Changes = "muutokset";
    private const string Base = "perustiedot";
    private const string WeeklyBase = "perustiedot-vko";
    private readonly DayKeys days = new();
    private readonly OrdersInForce orders = new();
    private readonly RequestReader requests = new(limits);

    /// <summary><c>GET kirjausavain/{day}</c>: the last key of a day; of today and of later days the register's head.</summary>
    /// <exception cref="CallException">Malformed: not a date.</exception>
    public async Task<CallReport> KeyAsync(string day, PipeWriter answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked))
        {
            throw new CallException(CallRefusal.Malformed, "kirjausavain", "expected a day as 2026-01-31");
        }

        var today = HelsinkiTime.Today(clock);
        using var register = source.Open();
        var key = asked >= today ? register.LatestKey() : days.LastOf(asked, today, register, cancellation);
        await SendAsync(answer, JsonSerializer.SerializeToUtf8Bytes(new { viimeisinKirjausavain = key.Value }), cancellation)
            .ConfigureAwait(false);
        return new CallReport(0, 0, 0, 0, key.Value);
    }

    /// <summary><c>POST muutokset</c>: the page after the client's key.</summary>
    /// <exception cref="CallException">The request is refused.</exception>
    public async Task<CallReport> ChangesAsync(Caller caller, PipeReader body, PipeWriter answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(answer);
        var request = await requests.ReadChangesAsync(body, caller.Terms.IsList, cancellation).ConfigureAwait(false);
        using var register = source.Open();
        var head = register.LatestKey();
        if (request.From > head)
        {
            throw new CallException(
                CallRefusal.KeyBeyondHead,
                "viimeisinKirjausavain",
                "the register has not given this key yet; ask for kirjausavain and load anew");
        }

        if (request.From == JournalKey.BeforeEverything && BeginsWithLoad(register))
        {
            throw new CallException(
                CallRefusal.KeyBeforeLoad, "viimeisinKirjausavain", "pages begin after the load; ask for kirjausavain and load base data");
        }

        // Where there is something new, one that has some of it: else the client would ask again and again for what it cannot have.
        var some = request.From < head ? new JournalKey(request.From.Value + 1) : head;
        using var copy = await source.OpenCopyAsync(register, some, cancellation).ConfigureAwait(false);
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        var content = new CallContent(register, copy);
        var page = await RecordedAsync(
                register,
                () => content.Read(read => PagesOf(read, register, caller)
                    .Make(request.From, request.Codes, HelsinkiTime.Today(clock), bytes, cancellation)),
                made => RecordAsync(caller, new AnswerNote(Changes, request.From, made.To, 1, made.Answer.Content), cancellation))
            .ConfigureAwait(false);
        await SendAsync(answer, bytes.WrittenMemory, cancellation).ConfigureAwait(false);
        return new CallReport(page.Answer.Elements, 0, page.Answer.Unnamed, 0, page.To.Value, request.From.Value);
    }

    private ChangePages PagesOf(IRegister content, IRegister register, Caller caller) =>
        new(content, register, catalog, caller.Terms, orders, limits.Page);

    /// <summary>The load is one entry for all of its persons: pages from before it would end without them.</summary>
    private static bool BeginsWithLoad(IRegister register) =>
        register.ReadJournal(JournalKey.BeforeEverything, new JournalKey(1)).Any(entry => entry.Kind == JournalEntryKind.Load);

    /// <summary><c>POST perustiedot</c>: what persons are as of now.</summary>
    /// <exception cref="CallException">The request is refused.</exception>
    public async Task<CallReport> BaseAsync(Caller caller, PipeReader body, PipeWriter answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(answer);
        var request = await requests.ReadBaseAsync(body, cancellation).ConfigureAwait(false);
        using var register = source.Open();

        // As of the register's head: the client may have been given it as its place for pages of changes.
        var key = register.LatestKey();
        return await SendPersonsAsync(Base, """{"ajanTasalla":true,""", caller, request, register, key, answer, cancellation)
            .ConfigureAwait(false);
    }

    /// <summary>
    /// <c>POST perustiedot-vko</c>: what persons, or all residents of municipalities, were at the end of last Sunday; of any number.
    /// </summary>
    /// <exception cref="CallException">The request is refused.</exception>
    public async Task<CallReport> WeeklyBaseAsync(Caller caller, PipeReader body, PipeWriter answer, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(caller);
        ArgumentNullException.ThrowIfNull(answer);
        var request = await requests.ReadWeeklyAsync(body, caller.Terms.IsList, cancellation).ConfigureAwait(false);
        using var register = source.Open();
        var today = HelsinkiTime.Today(clock);
        var sunday = SundayBefore(today);
        var key = days.LastOf(sunday, today, register, cancellation);
        var head = $$"""{"ajanTasalla":true,"poimintapv":"{{sunday.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}}",""";
        return await SendPersonsAsync(WeeklyBase, head, caller, request, register, key, answer, cancellation).ConfigureAwait(false);
    }

    /// <summary>The Sunday whose night has passed.</summary>
    private static DateOnly SundayBefore(DateOnly day) => day.AddDays(day.DayOfWeek == DayOfWeek.Sunday ? -7 : -(int)day.DayOfWeek);

    /// <summary>Persons go out in batches: each is judged, recorded and sent before the next is made.</summary>
    private async Task<CallReport> SendPersonsAsync(
        string call,
        string head,
        Caller caller,
        BaseRequest request,
        IRegister register,
        JournalKey key,
        PipeWriter answer,
        CancellationToken cancellation)
    {
        var day = HelsinkiTime.Today(clock);
        using var copy = await source.OpenCopyAsync(register, key, cancellation).ConfigureAwait(false);
        var content = new CallContent(register, copy);
        BasePersons PersonsOf(IRegister read) => new(read, register, catalog, caller.Terms, request.Groups);
        var ids = content.Read(read => request.Municipalities is { } municipalities
            ? PersonsOf(read).Residents(municipalities, key, cancellation)
            : PersonsOf(read).Named(request.Codes!, key, cancellation));
        var (elements, part, unnamed) = (0, 0, 0L);
        var bytes = new ArrayBufferWriter<byte>(1 << 16);
        var opening = $"{head}\"perustiedot\":[";
        foreach (var batch in ids.Chunk(limits.Batch))
        {
            var number = part + 1;
            var written = await RecordedAsync(
                    register,
                    () => content.Read(read => ProtectedNow.Make(
                        register, orders, key, known => Write(PersonsOf(read), batch, known, day, bytes, cancellation))),
                    made => RecordAsync(caller, new AnswerNote(call, null, key, number, made.Content), cancellation))
                .ConfigureAwait(false);
            unnamed += written.Unnamed;
            if (written.Elements == 0)
            {
                continue;
            }

            part = number;
            await SendAsync(answer, System.Text.Encoding.UTF8.GetBytes(elements == 0 ? opening : ","), cancellation).ConfigureAwait(false);
            elements += written.Elements;

            // The elements without the brackets around them.
            await SendAsync(answer, bytes.WrittenMemory[1..^1], cancellation).ConfigureAwait(false);
        }

        await SendAsync(answer, System.Text.Encoding.UTF8.GetBytes(elements == 0 ? $"{opening}]}}" : "]}"), cancellation)
            .ConfigureAwait(false);
        return new CallReport(
            elements,
            request.Codes is { } codes ? codes.Count - elements : 0,
            unnamed,
            request.Groups?.Count(group => !catalog.Names.Contains(group)) ?? 0,
            key.Value);
    }

    /// <summary>
    /// Makes an answer and records it. An order that was entered while it was recorded counts too: then it is made and recorded again, and
    /// the audit has more than left.
    /// </summary>
    private async Task<T> RecordedAsync<T>(IRegister register, Func<Judged<T>> make, Func<T, ValueTask> record)
    {
        for (var times = 0; times < ProtectedNow.MostTimes; times++)
        {
            var made = make();
            await record(made.Answer).ConfigureAwait(false);
            if (made.StillHolds(register, orders))
            {
                return made.Answer;
            }
        }

        throw ProtectedNow.TooFast();
    }

    private ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation) =>
        note.Content.Count > 0 ? audit.RecordAsync(caller, note, cancellation) : ValueTask.CompletedTask;

    private static Answer Write(
        BasePersons persons,
        IReadOnlyList<long> batch,
        KnownOrders known,
        DateOnly day,
        ArrayBufferWriter<byte> bytes,
        CancellationToken cancellation)
    {
        bytes.ResetWrittenCount();
        using var json = new Utf8JsonWriter(bytes, ChangePages.JsonOptions);
        json.WriteStartArray();
        var written = persons.Write(json, batch, known, day, cancellation);
        json.WriteEndArray();
        json.Flush();
        return written;
    }

    private static async Task SendAsync(PipeWriter answer, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var sent = await answer.WriteAsync(bytes, cancellation).ConfigureAwait(false);
        if (sent.IsCompleted || sent.IsCanceled)
        {
            throw new OperationCanceledException("The client has gone.", cancellation);
        }
    }
}
