using Muutostieto.Records;

namespace Muutostieto.Deliveries.Engine;

/// <summary>A permit that could not be served in a run.</summary>
/// <param name="Permit">Its id.</param>
/// <param name="Kind">What kind of failure: whether it passes by itself.</param>
/// <param name="Message">Place, what was found, what to do; never a person.</param>
public sealed record BatchFailure(string Permit, FailureKind Kind, string Message);
