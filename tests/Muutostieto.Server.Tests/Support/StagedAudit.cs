using Muutostieto.Interface.Calls;

namespace Muutostieto.Server.Tests.Support;

/// <summary>An audit that fails or waits when the test wants it.</summary>
internal sealed class StagedAudit : IAnswerAudit
{
    internal const string Failure = "010190-900X cannot be written";

    /// <summary>From which part on it fails; null: it does not.</summary>
    internal int? FailsFrom { get; set; }

    /// <summary>How it fails.</summary>
    internal Func<Exception> Fails { get; set; } = () => new IOException(Failure);

    /// <summary>What an answer waits for.</summary>
    internal Task Waits { get; set; } = Task.CompletedTask;

    /// <summary>What happens while a part is recorded.</summary>
    internal Action<AnswerNote> Meanwhile { get; set; } = _ => { };

    internal List<Caller> Callers { get; } = [];

    public async ValueTask RecordAsync(Caller caller, AnswerNote note, CancellationToken cancellation)
    {
        lock (Callers)
        {
            Callers.Add(caller);
        }

        await Waits;
        Meanwhile(note);
        if (note.Part >= FailsFrom)
        {
            throw Fails();
        }
    }
}
