using System.Text.Json.Serialization;

namespace Muutostieto.Audit;

/// <summary>What an entry of the audit chain tells of.</summary>
public enum AuditEntryKind
{
    /// <summary>A delivery was composed.</summary>
    [JsonStringEnumMemberName("delivery")]
    Delivery,

    /// <summary>Somebody has asked who received a person's data.</summary>
    [JsonStringEnumMemberName("question")]
    Question,

    /// <summary>The persons of entries past their years were removed.</summary>
    [JsonStringEnumMemberName("purge")]
    Purge,

    /// <summary>A file that tells of persons was put beside the deliveries.</summary>
    [JsonStringEnumMemberName("answer")]
    Answer,
}
