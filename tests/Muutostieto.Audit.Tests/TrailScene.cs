namespace Muutostieto.Audit.Tests;

/// <summary>An audit trail of a test's own, and what someone could do to it who may write where it is kept.</summary>
public abstract class TrailScene : IDisposable
{
    internal SetClock Clock { get; } = new(new DateTimeOffset(2026, 1, 5, 0, 30, 0, TimeSpan.Zero));

    /// <summary>Opened anew at each use, as by another process.</summary>
    internal abstract IAuditTrail Trail { get; }

    /// <summary>Opened anew at each use, as by another process.</summary>
    internal abstract AuditReader Reader { get; }

    /// <summary>The chain, line ends included.</summary>
    internal abstract string Chain { get; }

    /// <summary>The chain's lines, without their ends.</summary>
    internal string[] Lines => Chain.Split('\n')[..^1];

    /// <summary>The names of all payloads, and the bytes of each.</summary>
    internal abstract IReadOnlyDictionary<string, byte[]> Payloads { get; }

    /// <summary>Where an entry's line is, as messages say it.</summary>
    internal abstract string PlaceOf(int entry);

    /// <summary>Where a payload is, as messages say it.</summary>
    internal abstract string PlaceOf(string payload, long? part = null);

    /// <summary>Writes the chain by hand: lines without their ends, each in the place of its position.</summary>
    internal abstract void Write(IEnumerable<string> lines);

    /// <summary>Takes an entry's line away.</summary>
    internal abstract void Remove(int entry);

    /// <summary>Writes an entry's own payload by hand.</summary>
    internal abstract void WritePayload(string name, byte[] content);

    internal abstract void RemovePayload(string name);

    internal AuditHead Record(int number, params long[] persons) => Record(AuditScene.Delivery(number), persons);

    internal AuditHead Record(AuditedDelivery delivery, long[] persons) =>
        Trail.RecordDelivery(delivery, AuditScene.Content(persons), AuditScene.Files("a"), null);

    internal Task<AuditHead> AnswerAsync(string? user, params long[] persons) => AuditScene.AnswerAsync(Trail, user, persons);

    internal AuditVerification Verify(IAuditWitness? ledger = null) => ledger is null
        ? Trail.Verify(null).Payloads().Anchors().Result
        : Trail.Verify(ledger).Payloads().Ledger().Anchors().Result;

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    private protected abstract void Close();
}
