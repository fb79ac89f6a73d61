namespace Muutostieto.Hosting.Status;

/// <summary>That the log cannot be written.</summary>
/// <param name="Since">When that was noticed first after it had been written.</param>
/// <param name="Message">Why.</param>
public sealed record LostLog(DateTimeOffset Since, string Message);
