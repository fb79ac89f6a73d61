using System.Text.Json.Serialization;

namespace Muutostieto.Audit;

/// <summary>What an entry of the audit chain records.</summary>
public enum AuditEntryKind
{
    /// <summary>A delivery was composed.</summary>
    [JsonStringEnumMemberName("delivery")]
    Delivery,

    /// <summary>A query about who received a person's data.</summary>
    [JsonStringEnumMemberName("question")]
    Question,

    /// <summary>The persons of entries past their years were removed.</summary>
    [JsonStringEnumMemberName("purge")]
    Purge,

    /// <summary>A file about persons was published beside the deliveries.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,

    /// <summary>A part of an answer of the interface that discloses persons.</summary>
    [JsonStringEnumMemberName("interface")]
    Interface,

    /// <summary>The persons that an order would get were counted.</summary>
    [JsonStringEnumMemberName("preview")]
    Preview,

    /// <summary>A file of a delivery, or what was made from it, left through the self-service.</summary>
    [JsonStringEnumMemberName("download")]
    Download,

    /// <summary>Deliveries go on with a ledger that was restored to an earlier time.</summary>
    [JsonStringEnumMemberName("restore")]
    Restore,
}
