using System.Text.Json;
using System.Text.Json.Serialization;
using Muutostieto.Records.Manifests;

namespace Muutostieto.Audit;

/// <summary>
/// One entry of the audit chain: one line of <c>chain.jsonl</c>. It names no person, not even by a surrogate id: those are in its payload,
/// so that they can be removed after their years and the chain still be proved.
/// </summary>
public sealed record AuditEntry
{
    /// <summary>The <see cref="Previous"/> of the first entry.</summary>
    public const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>From 1, without a gap.</summary>
    [JsonPropertyName("seq")]
    public required long Sequence { get; init; }

    /// <summary>Hash of the entry before: SHA-256 of its line, the line end included.</summary>
    public required string Previous { get; init; }

    /// <summary>
    /// Of a delivery its planned time: the entry is in the manifest, and the clock is in no file. The ledger has the time of composition.
    /// Of
    /// everything else when it was appended, to the second.
    /// </summary>
    public required DateTimeOffset At { get; init; }

    public required AuditEntryKind Kind { get; init; }

    public AuditedDelivery? Delivery { get; init; }

    /// <summary>How many persons the payload names.</summary>
    public long? Persons { get; init; }

    /// <summary>How many persons have a group of each code, in the order of the codes.</summary>
    public IReadOnlyDictionary<string, long>? Groups { get; init; }

    /// <summary>SHA-256 of each of the delivery's files that hold records, by name.</summary>
    public IReadOnlyDictionary<string, string>? Files { get; init; }

    public AuditQuestion? Question { get; init; }

    public AuditPurge? Purge { get; init; }

    public AuditedAnswer? Answer { get; init; }

    public AuditedInterfaceAnswer? Interface { get; init; }

    public AuditedPreview? Preview { get; init; }

    public AuditedDownload? Download { get; init; }

    public AuditedRestore? Restore { get; init; }

    public AuditPayload? Payload { get; init; }

    /// <summary>What a message calls what it records.</summary>
    internal string Title => Delivery?.Title
        ?? (Interface is { } answer ? $"an answer to {answer.Connection}"
        : Preview is { } counted ? $"a count for order {counted.Order}"
        : Download is { } left ? $"a download of {new DeliveryKey(left.Permit, left.Kind, left.Number)}"
        : Restore is not null ? "the going on with an earlier ledger"
        : "a question");

    /// <summary>Whether it has every member that this program writes into an entry: valid JSON does not ensure this, as the file may have
    /// been edited.</summary>
    internal bool IsWhole() => Previous is not null && At.Year is > 1900 and < 3000
        && Delivery is null or { Permit: not null, Kind: "base" or "changes" or "extract", Recipient: not null, Product: not null }
        && Delivery?.Order is null or { Id: not null, Purpose: not null, EndCustomer: null or { BusinessId: not null, Name: not null } }
        && Delivery?.Order?.Asker is null or { User: not null }
        && Answer is null or { Permit: not null, Recipient: not null, File: not null, Sha256: not null }
        && Interface is null or { Connection: not null, Call: not null }
        && Preview is null or { Permit: not null, Order: not null, OrderSha256: not null, Asker: null or { User: not null } }
        && Download is null
            or { Permit: not null, Kind: not null, File: not null, Form: not null, Sha256: not null, Asker.User: not null }
        && Restore is null or { User: not null, Reason: not null, Lost: not null }
        && Purge is null or { Entries: not null }
        && Payload is null or { File: not null, Sha256: not null, Content: not null };

    /// <summary>The entry as its line, line end included.</summary>
    internal byte[] ToLine() => [.. JsonSerializer.SerializeToUtf8Bytes(this, AuditJson.Compact.AuditEntry), (byte)'\n'];
}
