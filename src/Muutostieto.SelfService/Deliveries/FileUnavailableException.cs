namespace Muutostieto.SelfService.Deliveries;

/// <summary>
/// A file cannot be fetched: it is not published, was withdrawn, its time is over, or disclosure forbids it now. Which of these is not
/// said, because it would say something of the persons in it.
/// </summary>
public sealed class FileUnavailableException() : Exception("The file is not available.");
