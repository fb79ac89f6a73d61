using System.IO.Pipelines;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Muutostieto.Interface.Calls;

namespace Muutostieto.Server.Interface;

/// <summary>Answers the calls: who asks, whether it may now, and then the call itself.</summary>
internal sealed class CallEndpoints(
    CredentialTurns credentials, Func<InterfaceCalls> calls, CallQuota quota, CallTurns turns, FetchNotes notes, TimeProvider clock)
{
    /// <summary>A body of 16 MiB comes within it over 5 Mbit/s.</summary>
    private static readonly TimeSpan BodyWithin = TimeSpan.FromSeconds(30);

    /// <summary>No answer takes longer: the data of a whole county leave in minutes.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromHours(2);

    private delegate Task<CallReport> Call(InterfaceCalls calls, Caller caller, PipeReader body, PipeWriter answer, CancellationToken stop);

    internal Task KeyAsync(HttpContext context) => AnswerAsync(
        context,
        "kirjausavain",
        isCounted: false,
        (calls, _, _, answer, stop) => calls.KeyAsync(context.GetRouteValue("date") as string ?? "", answer, stop));

    internal Task ChangesAsync(HttpContext context) => AnswerAsync(
        context, "muutokset", isCounted: true, (calls, caller, body, answer, stop) => calls.ChangesAsync(caller, body, answer, stop));

    internal Task BaseAsync(HttpContext context) => AnswerAsync(
        context, "perustiedot", isCounted: true, (calls, caller, body, answer, stop) => calls.BaseAsync(caller, body, answer, stop));

    internal Task WeeklyBaseAsync(HttpContext context) => AnswerAsync(
        context,
        "perustiedot-vko",
        isCounted: true,
        (calls, caller, body, answer, stop) => calls.WeeklyBaseAsync(caller, body, answer, stop));

    private async Task AnswerAsync(HttpContext context, string name, bool isCounted, Call call)
    {
        var headers = context.Request.Headers;
        var note = new CallNote(name) { Id = Guid.TryParse(XRoadHeaders.Of(headers, XRoadHeaders.Id), out var id) ? id : null };
        context.Features.Set(note);
        var connection = await credentials.VerifyAsync(context).ConfigureAwait(false);
        note.Connection = connection.User;
        using var room = isCounted
            ? await turns.TakeForAsync(context.Request.ContentLength, context.RequestAborted).ConfigureAwait(false)
            : null;
        using var turn = await turns.TakeAsync(context.RequestAborted).ConfigureAwait(false);
        var client = XRoadHeaders.Of(headers, XRoadHeaders.Client);
        if (!connection.IsAllowed(client))
        {
            throw new ProblemException(Problem.Client);
        }

        if (isCounted)
        {
            quota.Take(connection.User);
        }

        var caller = new Caller(
            connection.User,
            connection.Terms,
            client,
            XRoadHeaders.Of(headers, XRoadHeaders.Id),
            XRoadHeaders.Of(headers, XRoadHeaders.Issue),
            XRoadHeaders.Of(headers, XRoadHeaders.User));
        using var late = new CancellationTokenSource(BodyWithin, clock);
        using var limit = new CancellationTokenSource(AnswerWithin, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, limit.Token);
        context.Response.ContentType = "application/json";
        var body = new TimelyBody(context.Request.BodyReader, late.Token);
        note.Report = await call(calls(), caller, body, context.Response.BodyWriter, stop.Token).ConfigureAwait(false);
        if (isCounted)
        {
            notes.Fetched(connection.User, note.Report);
        }
    }
}
