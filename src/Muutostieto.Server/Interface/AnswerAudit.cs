using System.Collections.Concurrent;
using Muutostieto.Audit;
using Muutostieto.Hosting.Service;
using Muutostieto.Interface.Calls;

namespace Muutostieto.Server.Interface;

/// <summary>Records answers in the audit chain of the configuration in force.</summary>
internal sealed class AnswerAudit(LiveConfiguration live, ServiceOptions options, TimeProvider clock) : IAnswerAudit
{
    /// <summary>One trail per place, shared by all calls, so that concurrent records are committed together.</summary>
    private readonly ConcurrentDictionary<AuditPlace, IAuditTrail> trails = [];

    public async ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation)
    {
        var trail = trails.GetOrAdd(live.Current.Configuration.Settings.ForInterface().Audit, place => place.Open(clock, options.Disk));
        var answer = new AuditedInterfaceAnswer(
            caller.Connection, note.Call, note.From?.Value, note.To.Value, note.Part, caller.Client, caller.Id, caller.Issue);
        _ = await trail.RecordDisclosureAsync(answer, caller.User, note.Content, cancellation).ConfigureAwait(false);
    }
}
