using System.Text.Json.Serialization;

namespace Muutostieto.Deliveries.Terms;

/// <summary>Who asked for an extract in the self-service.</summary>
/// <param name="User">The login provider's name for the user.</param>
/// <param name="Task">The id of the permit's task that the user stated.</param>
public sealed record OrderAsker(string User, string Task)
{
    /// <summary>The number of the user's own case; null, and left out of the JSON, when none was given.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reference { get; init; }
}
